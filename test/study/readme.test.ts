/** Pages and figures show what the kept records say; `node scripts/study.mjs counterexample`, or error-vs-opt, makes all of them. */
import { readFileSync } from "node:fs";
import { parseHTML } from "linkedom";
import { expect, it } from "vitest";
import { angles, standalone } from "../../src/figures/index.ts";
import { counterexample } from "../../src/study/counterexample.ts";
import { errorVsOpt } from "../../src/study/errorVsOpt.ts";
import { findingsOf } from "../../src/study/findings.ts";
import { page } from "../../src/study/page.ts";
import { pictureOf } from "../../src/study/picture.ts";
import type { StudyRecord } from "../../src/study/runStudy.ts";
import { summarize } from "../../src/study/summary.ts";
import { csv } from "../../src/study/table.ts";

const kept = readFileSync("docs/figures/counterexample.csv", "utf8");
const records = recordsOf(kept);

function recordsOf(text: string): StudyRecord[] {
  const [head, ...lines] = text.trimEnd().split("\n");
  return lines.map((line) => {
    const cells = line.split(",").map((cell) => (Number.isNaN(Number(cell)) ? cell : Number(cell)));
    return Object.fromEntries(head.split(",").map((column, j) => [column, cells[j]])) as unknown as StudyRecord;
  });
}

it("the records are of the recipes as they are now", () => {
  expect(csv(records)).toBe(kept);
  const told = new Set(records.map(({ recipe, learner, rows, seed }) => [recipe, learner, rows, seed].join()));
  const asked = counterexample.recipes.flatMap(({ name, learners, rows, seeds }) =>
    rows.flatMap((n) => seeds.flatMap((seed) => learners.map((learner) => [name, learner, n, seed].join()))),
  );
  expect([...told].sort()).toEqual(asked.sort());
});

it("README has their tables and verdicts", () => {
  expect(readFileSync("README.md", "utf8")).toContain(page(findingsOf(counterexample, records), "markdown"));
});

it("the figure is theirs", () => {
  const { document } = parseHTML("<html><body></body></html>");
  const drawn = standalone(angles(document, pictureOf(counterexample, summarize(records))));
  // The class names the plot, the last decimals may differ between engines.
  const steady = (svg: string): string =>
    svg.replace(/plot-\w+/g, "plot").replace(/-?\d+\.\d{3,}/g, (number) => Number(number).toFixed(2));
  expect(steady(drawn)).toBe(steady(readFileSync("docs/figures/counterexample.svg", "utf8")));
});

it("the guide to learners has the tables and verdicts of error-vs-opt, of its recipes as they are now", () => {
  const { recipes, records: kept } = JSON.parse(readFileSync("docs/figures/error-vs-opt.json", "utf8"));
  expect(recipes).toEqual(errorVsOpt.recipes);
  expect(readFileSync("docs/guides/learners.md", "utf8")).toContain(page(findingsOf(errorVsOpt, kept), "markdown"));
});
