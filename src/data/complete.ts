/** Rows with and without missing cells. */
import { DataError } from "../errors.ts";
import { list } from "./notices.ts";
import type { CleanColumn } from "./roles.ts";

export const isMissing = (column: CleanColumn, row: number): boolean =>
  column.kind === "number" ? Number.isNaN(column.values[row]) : column.codes[row] < 0;

/** Those of the rows that have a cell in every one of the columns, and the columns that lack some, with how many. */
export function completeRows(
  columns: readonly CleanColumn[],
  rows: Int32Array,
): { readonly rows: Int32Array; readonly lacking: readonly { readonly name: string; readonly count: number }[] } {
  const complete = new Uint8Array(rows.length).fill(1);
  const lacking: { name: string; count: number }[] = [];
  for (const column of columns) {
    let count = 0;
    for (let i = 0; i < rows.length; i++) {
      if (!isMissing(column, rows[i])) continue;
      complete[i] = 0;
      count++;
    }
    if (count > 0) lacking.push({ name: column.name, count });
  }
  return { rows: lacking.length === 0 ? rows : rows.filter((_, i) => complete[i] === 1), lacking };
}

type Lacking = readonly { readonly name: string; readonly count: number }[];

/** "Sex 11, Beak Depth (mm) 2" */
export const counted = (lacking: Lacking): string => list(lacking.map(({ name, count }) => `${name} ${count}`));

/** @throws DataError that says which columns lack how many cells, if any does. */
export function refuseMissing(lacking: Lacking, would: string): void {
  if (lacking.length > 0) throw new DataError({ where: "table", what: `missing cells (${counted(lacking)})`, would });
}
