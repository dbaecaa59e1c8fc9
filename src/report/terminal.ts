/** A model as text for a terminal. */
import picocolors from "picocolors";
import { plainText, shortened } from "../figures/plainText.ts";
import type { Model } from "../fit/model.ts";
import { groupTable } from "./acrossGroups.ts";
import { circumstances } from "./circumstances.ts";
import { comparison } from "./comparison.ts";
import { curvePlot } from "./curvePlot.ts";
import { featureRows } from "./features.ts";
import { textTable } from "./textTable.ts";
import { effectHeads } from "./trust.ts";
import { caveat, type Verdict, verdict } from "./verdict.ts";

export interface TerminalOptions {
  readonly color?: boolean;
  /** Characters beyond ASCII may be used; default true. */
  readonly unicode?: boolean;
  /** Width in characters; default 80. */
  readonly width?: number;
  /** All features instead of the 20 of largest weight, and what the scores cannot tell. */
  readonly verbose?: boolean;
}

const most = 20;

/** Lines of text, the last with its line break. */
export function terminal(model: Model, options: TerminalOptions = {}): string {
  const { color = false, unicode = true, width = 80, verbose = false } = options;
  const paint = picocolors.createColors(color);
  const grades: Record<Verdict["grade"], (text: string) => string> = {
    good: paint.green,
    even: paint.yellow,
    bad: paint.red,
  };
  const { grade, sentence } = verdict(model);
  const heading = (text: string): string => paint.bold(text);
  const response = shortened(plainText(model.encoding.target.column), 24);

  const rows = featureRows(model);
  const shown = verbose ? rows : rows.slice(0, most);
  const rest = rows.length - shown.length;
  const heads = effectHeads(model, response);
  const weights = textTable({
    heads: ["weights", "weight", "× deviation", ...heads],
    rows: shown.map(({ name, weight, standardized, effects }) => [
      shortened(name, Math.max(16, width - (heads.length > 1 ? 66 : 50))),
      weight,
      standardized,
      ...effects,
    ]),
  });
  const scores = comparison(model);
  const held = textTable({
    heads: [`held out (${model.heldOut.rows} rows)`, ...scores.heads],
    rows: scores.rows.map(({ name, cells }) => [name, ...cells]),
  });
  const line = (paintWord: (text: string) => string, word: string, text: string): string =>
    `${paintWord(word.padEnd(9))} ${wrapped(text, Math.max(width, 40) - 10).join(`\n${" ".repeat(10)}`)}`;
  const about = circumstances(model).map(([word, text]) => line(paint.dim, word, text));
  const notices = model.notices.map((notice) => line(paint.yellow, "note", plainText(notice)));

  const blocks = [
    wrapped(sentence, width).map(grades[grade]).join("\n"),
    headed(held, heading),
    ...(model.shift === undefined ? [] : [groupsBlock(model.shift, heading, paint.dim)]),
    curvePlot(model, { unicode, width, curve: paint.cyan, mean: paint.bold }),
    headed(weights, heading) + (rest > 0 ? `\n${paint.dim(`and ${rest} smaller ones; --verbose shows all`)}` : ""),
    [...about, ...notices].join("\n"),
    ...(verbose ? [wrapped(caveat(model), width).join("\n")] : []),
  ];
  const text = `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
  return unicode ? text : ascii(text);
}

function groupsBlock(shift: NonNullable<Model["shift"]>, heading: Paint, dim: Paint): string {
  const { heads, rows, rest } = groupTable(shift);
  const name = shortened(plainText(shift.column), 24);
  const table = textTable({ heads: [name, ...heads], rows: rows.map(({ name, cells }) => [name, ...cells]) });
  return headed(table, heading) + (rest > 0 ? `\n${dim(`and ${rest} that fare better`)}` : "");
}

type Paint = (text: string) => string;

function headed(table: string, heading: (text: string) => string): string {
  const [head, ...rows] = table.split("\n");
  return [heading(head), ...rows].join("\n");
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/ (?!%)/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

const SPELLED: Readonly<Record<string, string>> = {
  "×": "x",
  "²": "2",
  "·": "*",
  "−": "-",
  "–": "-",
  "…": "...",
  "≈": "~",
  σ: "sigma",
  ρ: "rho",
  θ: "theta",
};

/** Our own signs in ASCII; names of the user's columns stay as they are. */
function ascii(text: string): string {
  return text.replace(/[×²·−–…≈σρθ]/g, (sign) => SPELLED[sign]);
}
