/** From a new table to x, by the rule that a fit has kept. */
import { DataError, suggestion } from "../errors.ts";
import { completeRows, refuseMissing } from "./complete.ts";
import type { Encoding } from "./encode.ts";
import { matrixOf } from "./features.ts";
import { list } from "./notices.ts";
import { areFinite } from "./plain.ts";
import { clean } from "./roles.ts";
import { allRows } from "./rows.ts";
import { type Arrays, isRowMajor, namesOfRowMajor, tableOf } from "./sources/arrays.ts";
import type { Column, Table } from "./table.ts";

export interface Applied {
  /** n×d, row-major; NaN only in rows that are not complete. It may be the caller's own array. */
  readonly x: Float64Array;
  readonly n: number;
  readonly d: number;
  /** 1 for each row that can be predicted; 0 where a cell is missing and the fit left out such rows. */
  readonly complete: Uint8Array;
}

/** How to apply an encoding. */
export interface ApplyOptions {
  /** What to do about a level that the fit has not seen: refuse it, or take it as the baseline. */
  readonly unseen?: "refuse" | "baseline";
}

/** Encodes arrays as in the fit, as `applyEncoding` does; row-major numbers that are so already stay where they are. */
export function applyToArrays(encoding: Encoding, arrays: Arrays, options: ApplyOptions = {}): Applied {
  if (isRowMajor(arrays)) {
    const { names } = namesOfRowMajor(arrays);
    const { x, n, d } = arrays;
    const { columns } = encoding;
    const same = columns.length === d && columns.every(({ name, kind }, j) => kind === "number" && name === names[j]);
    if (same && areFinite(x)) return { x, n, d, complete: new Uint8Array(n).fill(1) };
  }
  return applyEncoding(encoding, tableOf(arrays).table, options);
}

/**
 * Encodes a table as in the fit. It needs no target, and columns beside those of the fit are ignored.
 *
 * @throws DataError for a column that is missing, missing cells where the fit had none, ∞ and text where numbers belong.
 */
export function applyEncoding(encoding: Encoding, table: Table, { unseen = "refuse" }: ApplyOptions = {}): Applied {
  const n = table.rows;
  const d = encoding.features.length;
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const absent = encoding.columns.filter(({ name }) => !byName.has(name)).map(({ name }) => name);
  if (absent.length > 0) {
    const would = suggestion(absent[0], [...byName.keys()]);
    throw new DataError({ where: "table", what: `no column ${list(absent)}`, would });
  }
  const columns = encoding.columns.map(({ name }) => clean(byName.get(name) as Column));
  const rows = allRows(n);
  const { rows: whole, lacking } = completeRows(columns, rows);
  if (encoding.missing === "error")
    refuseMissing(lacking, "fill them, or fit again with --missing drop or --missing mean");
  const complete = new Uint8Array(n).fill(encoding.missing === "mean" ? 1 : 0);
  for (const row of whole) complete[row] = 1;
  return { x: matrixOf(encoding.columns, columns, rows, { unseen, complete }), n, d, complete };
}
