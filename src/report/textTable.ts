/** Tables in characters. */
import Table from "cli-table3";

export interface TextTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const NONE = { top: "", "top-mid": "", "top-left": "", "top-right": "", left: "", right: "", middle: "  " };
const NO_RULES = { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "", bottom: "", "bottom-mid": "" };

/** The first column is flush left, the others, numbers, flush right; no lines are drawn. */
export function textTable({ heads, rows }: TextTable): string {
  const table = new Table({
    head: [...heads],
    colAligns: heads.map((_, column) => (column === 0 ? "left" : "right")),
    chars: { ...NONE, ...NO_RULES, "bottom-left": "", "bottom-right": "" },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
