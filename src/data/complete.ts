/** Rows with and without missing cells. */
import { DataError } from "../errors.ts";
import { list } from "./notices.ts";
import { areFinite } from "./plain.ts";
import type { CleanColumn } from "./roles.ts";
import type { TextColumn } from "./table.ts";

/** Those of the rows that have a cell in every one of the columns, and the columns that lack some, with how many. */
export function completeRows(
  columns: readonly CleanColumn[],
  rows: Int32Array,
): { readonly rows: Int32Array; readonly lacking: Lacking } {
  const incomplete = new Uint8Array(rows.length);
  const lacking: { name: string; count: number }[] = [];
  for (const column of columns) {
    const count = column.kind === "number" ? markNaN(column.values, rows, incomplete) : mark(column, rows, incomplete);
    if (count > 0) lacking.push({ name: column.name, count });
  }
  return { rows: lacking.length === 0 ? rows : rows.filter((_, i) => incomplete[i] === 0), lacking };
}

/** Sets the mark of each row without a cell, and counts them. */
function mark({ codes }: TextColumn, rows: Int32Array, marks: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    if (codes[rows[i]] >= 0) continue;
    marks[i] = 1;
    count++;
  }
  return count;
}

function markNaN(values: Float64Array, rows: Int32Array, marks: Uint8Array): number {
  if (areFinite(values)) return 0;
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    if (!Number.isNaN(values[rows[i]])) continue;
    marks[i] = 1;
    count++;
  }
  return count;
}

type Lacking = readonly { readonly name: string; readonly count: number }[];

/** "Sex 11, Beak Depth (mm) 2" */
export const counted = (lacking: Lacking): string => list(lacking.map(({ name, count }) => `${name} ${count}`));

/** @throws DataError that says which columns lack how many cells, if any does. */
export function refuseMissing(lacking: Lacking, would: string): void {
  if (lacking.length > 0) throw new DataError({ where: "table", what: `missing cells (${counted(lacking)})`, would });
}
