/** The records of a study as tables: for people, and as CSV for programs. */
import { learners } from "../learners/index.ts";
import { significant } from "../report/number.ts";
import type { TextTable } from "../report/textTable.ts";
import type { Recipe } from "./recipe.ts";
import type { StudyRecord } from "./runStudy.ts";
import type { Claim } from "./study.ts";
import type { Range, Summary } from "./summary.ts";

/** A row a learner: its angle on every size, and its loss and work on the largest. Medians, and ranges in brackets. */
export function tableOf(recipe: Recipe, summaries: readonly Summary[]): TextTable {
  const mine = summaries.filter((summary) => summary.recipe === recipe.name);
  const sizes = [...new Set(mine.map(({ rows }) => rows))];
  return {
    heads: ["learner", "link", ...sizes.map((n) => `angle, n = ${n}`), "loss / OPT", "sweeps", "seconds"],
    rows: recipe.learners.map((learner) => {
      const ends = sizes.map((n) => mine.find((summary) => summary.learner === learner && summary.rows === n)!);
      const { lossOverOpt, sweeps, seconds } = ends[ends.length - 1];
      return [
        learner,
        learners[learner.split(":")[0]]?.().link === "told" ? "told" : "found",
        ...ends.map(({ angle }) => written(angle, (degrees) => degrees.toFixed(2), "°")),
        written(lossOverOpt, (ratio) => ratio.toFixed(2)),
        String(Math.round(sweeps.median)),
        significant(seconds.median, 2),
      ];
    }),
  };
}

/** A row a recipe: the angle of every learner on the largest size. Recipes need not share their learners. */
export function tableOfAll(recipes: readonly Recipe[], summaries: readonly Summary[]): TextTable {
  const all = [...new Set(recipes.flatMap((recipe) => recipe.learners))];
  return {
    heads: ["sample", "n × d", ...all],
    rows: recipes.map(({ name, title, rows, features }) => {
      const n = rows[rows.length - 1];
      const angles = all.map((learner) => {
        const found = summaries.find((s) => s.recipe === name && s.learner === learner && s.rows === n);
        return found === undefined ? "" : written(found.angle, (degrees) => degrees.toFixed(1), "°");
      });
      return [title, `${n} × ${features}`, ...angles];
    }),
  };
}

function written({ median, least, largest }: Range, number: (value: number) => string, unit = ""): string {
  const range = least === largest ? "" : ` (${number(least)}–${number(largest)})`;
  return `${number(median)}${unit}${range}`;
}

/** A table as Markdown, its columns aligned; all but the first two are numbers. */
export function markdown({ heads, rows }: TextTable): string {
  const lines = [heads, ...rows];
  const widths = heads.map((_, j) => Math.max(...lines.map((line) => line[j].length), 4));
  const isNumber = (j: number): boolean => j > 1;
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, j) => (isNumber(j) ? cell.padStart(widths[j]) : cell.padEnd(widths[j]))).join(" | ")} |`;
  const rule = widths.map((width, j) => (isNumber(j) ? `${"-".repeat(width - 1)}:` : "-".repeat(width)));
  return [line(heads), line(rule), ...rows.map(line)].join("\n");
}

/** Whether a claim holds, and the numbers that say so. */
export function sentence({ says, holds, found }: Claim): string {
  return `${holds ? "holds" : "DOES NOT HOLD"}: ${says}; ${found}.`;
}

const COLUMNS = ["recipe", "learner", "rows", "seed", "angle", "rawAngle", "lossOverOpt", "sweeps", "seconds"] as const;

/** The records as they are; numbers read back to the same bits. */
export function csv(records: readonly StudyRecord[]): string {
  const lines = records.map((record) => COLUMNS.map((column) => quoted(String(record[column]))).join());
  return `${[COLUMNS.join(), ...lines].join("\n")}\n`;
}

/** Settings of a learner stand between commas, too. */
const quoted = (cell: string): string => (cell.includes(",") ? `"${cell}"` : cell);
