/** The levels of a text column, and which of them is the baseline. */
import type { TextColumn } from "./table.ts";

/** Beyond so many levels the rarer ones share one feature. */
export const MANY_LEVELS = 100;

export interface Levels {
  /** The levels known apart, in alphabetical order. */
  readonly levels: readonly string[];
  /** The most frequent one; the first in the alphabet among equals. */
  readonly baseline: string;
  /** How many levels share the feature "other". */
  readonly others: number;
}

const alphabetical = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The levels that the rows (times their weights) show, at least one; missing cells are passed over. */
export function levelsOf(column: TextColumn, rows: Int32Array, weights?: Float64Array): Levels {
  const frequency = new Map<number, number>();
  for (const row of rows) {
    const code = column.codes[row];
    if (code >= 0) frequency.set(code, (frequency.get(code) ?? 0) + (weights?.[row] ?? 1));
  }
  const ranked = [...frequency]
    .map(([code, times]) => ({ level: column.levels[code], times }))
    .sort((a, b) => b.times - a.times || alphabetical(a.level, b.level))
    .map(({ level }) => level);
  const apart = ranked.slice(0, MANY_LEVELS);
  return { levels: apart.toSorted(alphabetical), baseline: ranked[0], others: ranked.length - apart.length };
}
