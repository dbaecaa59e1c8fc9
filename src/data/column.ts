/** What a column of text cells is: numbers, booleans, dates, numbers with a slip, or text. */
import { daysOf } from "./days.ts";
import { countMarker, type MarkerCounts, missingTest } from "./missing.ts";
import type { Column, TextColumn } from "./table.ts";

/** The share of numbers among the cells from which on the others are taken for slips. */
export const MOSTLY_NUMBERS = 0.9;

/** The number a cell spells, or undefined. Spellings of ∞ count as numbers, so that they are refused as such. */
export function numberOf(cell: string): number | undefined {
  const text = cell.trim();
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (/^[+-]?inf(inity)?$/i.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  return undefined;
}

const booleanOf = (cell: string): number | undefined =>
  ({ true: 1, false: 0 })[cell.trim().toLowerCase() as "true" | "false"];

/** Separates the missing markers from the cells of a column, counting them in `counts`. */
export function withoutMarkers(
  column: TextColumn,
  tokens: readonly string[] | undefined,
  counts: MarkerCounts,
): TextColumn {
  const isMissing = missingTest(tokens);
  const times = new Float64Array(column.levels.length);
  for (const code of column.codes) if (code >= 0) times[code]++;
  const levels: string[] = [];
  const code = column.levels.map((level, i) => {
    if (!isMissing(level)) return levels.push(level) - 1;
    countMarker(counts, level.trim(), times[i]);
    return -1;
  });
  return { ...column, levels, codes: column.codes.map((old) => (old < 0 ? -1 : code[old])) };
}

/** Decides what a column of text, its missing markers taken out, really holds. */
export function columnOf(text: TextColumn): Column {
  const { name, levels, codes } = text;
  for (const [written, read] of [
    ["number", numberOf],
    ["boolean", booleanOf],
    ["date", daysOf],
  ] as const) {
    const numbers = levels.map(read);
    if (numbers.every((number) => number !== undefined)) {
      return {
        name,
        kind: "number",
        written,
        values: Float64Array.from(codes, (c) => (c < 0 ? Number.NaN : numbers[c])),
      };
    }
  }
  return slipOf(text) ?? text;
}

function slipOf({ name, levels, codes }: TextColumn): Column | undefined {
  const isNumber = levels.map((level) => numberOf(level) !== undefined);
  let present = 0;
  let numbers = 0;
  for (const code of codes) {
    if (code < 0) continue;
    present++;
    if (isNumber[code]) numbers++;
  }
  if (numbers < MOSTLY_NUMBERS * present) return undefined;
  const row = codes.findIndex((code) => code >= 0 && !isNumber[code]);
  return { name, kind: "mixed", row, cell: levels[codes[row]] };
}
