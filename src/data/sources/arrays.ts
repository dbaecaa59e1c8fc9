/** Tables from arrays: row-major numbers, rows, or columns. Works wherever JavaScript does. */
import { DataError, UsageError } from "../../errors.ts";
import { MISSING_TOKENS } from "../missing.ts";
import type { Column, Table } from "../table.ts";

/** A cell; null, undefined and NaN are missing. */
export type Cell = number | string | boolean | Date | bigint | null | undefined;

/** The features: n×d numbers, row-major; or n rows of d cells; or columns by name. */
export type Features =
  | { readonly x: Float64Array; readonly n: number; readonly d: number; readonly names?: readonly string[] }
  | { readonly x: readonly ArrayLike<Cell>[]; readonly names?: readonly string[] }
  | { readonly x: Readonly<Record<string, ArrayLike<Cell>>> };

/** Features with the n labels, where there are any. */
export type Arrays = Features & { readonly y?: ArrayLike<Cell> };

/** A table of arrays, and the name its labels have in it. */
export interface TableOfArrays {
  readonly table: Table;
  readonly target?: string;
}

/** Features as n×d numbers, row-major. */
export type RowMajor = Extract<Arrays, { readonly n: number }>;

/**
 * Makes a table of arrays. Features without names are called x1, x2, … Columns that are Float64Arrays already are the
 * table's as they are; nothing that is made of a table writes to them.
 *
 * @throws UsageError for lengths that do not agree, ragged rows, and columns of more than one type.
 *
 * @example
 * tableOf({ x: [[1, 2], [3, 4]], y: [0, 1] }).table.columns.length; // 3
 */
export function tableOf(arrays: Arrays): TableOfArrays {
  const columns = columnsOf(arrays);
  const { y } = arrays;
  const target = targetBeside(
    columns.map(({ name }) => name),
    y,
  );
  const rows = rowsOf(arrays) ?? columns[0]?.cells.length ?? y?.length ?? 0;
  for (const { name, cells } of columns) refuseOtherLength(`x ${name}`, cells, rows);
  if (y !== undefined) refuseOtherLength("y", y, rows);
  if (target !== undefined) columns.push({ name: target, cells: y as ArrayLike<Cell> });
  return {
    table: { rows, columns: columns.map(columnOfCells), missingMarkers: {}, missingTokens: MISSING_TOKENS },
    ...(target !== undefined && { target }),
  };
}

/**
 * The names of the columns of row-major numbers, and of their labels: what `tableOf` would call them.
 *
 * @throws UsageError as `tableOf` does
 */
export function namesOfRowMajor(arrays: RowMajor): { readonly names: readonly string[]; readonly target?: string } {
  const { x, n, d, y } = arrays;
  if (!Number.isInteger(n) || !Number.isInteger(d) || n * d !== x.length) {
    throw new UsageError({ where: "x", what: `not ${n}×${d} numbers`, got: x.length, would: "give n·d of them" });
  }
  const names = namesOf(d, arrays.names);
  const target = targetBeside(names, y);
  if (y !== undefined) refuseOtherLength("y", y, n);
  return { names, ...(target !== undefined && { target }) };
}

/** What labels are called beside columns of these names. */
function targetBeside(names: readonly string[], y: ArrayLike<Cell> | undefined): string | undefined {
  const known = new Set<string>();
  for (const name of names) {
    if (known.has(name)) throw new UsageError({ where: "names", what: "two columns have this name", got: name });
    known.add(name);
  }
  if (y === undefined) return undefined;
  const target = ["y", "response", "target", "label"].find((name) => !known.has(name));
  if (target === undefined) throw new UsageError({ where: "names", what: "every name for the labels is taken" });
  return target;
}

function refuseOtherLength(where: string, { length }: ArrayLike<Cell>, rows: number): void {
  if (length !== rows) throw new UsageError({ where, what: "wrong length", got: length, would: `give ${rows} cells` });
}

interface Named {
  readonly name: string;
  readonly cells: ArrayLike<Cell>;
}

export const isRowMajor = (arrays: Arrays): arrays is RowMajor => arrays.x instanceof Float64Array;
const isRows = (arrays: Arrays): arrays is Extract<Features, { x: readonly unknown[] }> => Array.isArray(arrays.x);
const rowsOf = (arrays: Arrays): number | undefined =>
  isRowMajor(arrays) ? arrays.n : isRows(arrays) ? arrays.x.length : undefined;

function columnsOf(arrays: Arrays): Named[] {
  if (isRowMajor(arrays)) {
    const { x, n, d } = arrays;
    const { names } = namesOfRowMajor(arrays);
    return names.map((name, j) => ({ name, cells: columnFrom(x, n, d, j) }));
  }
  if (isRows(arrays)) {
    const { x } = arrays;
    const d = x[0]?.length ?? 0;
    const ragged = x.findIndex((row) => row.length !== d);
    if (ragged >= 0) {
      const where = `x row ${ragged + 1}`;
      throw new UsageError({
        where,
        what: "wrong length",
        got: x[ragged].length,
        would: `give ${d} cells as in row 1`,
      });
    }
    return namesOf(d, arrays.names).map((name, j) => ({ name, cells: x.map((row) => row[j]) }));
  }
  if (typeof arrays.x !== "object" || arrays.x === null) {
    throw new UsageError({ where: "x", what: "no table", got: arrays.x, would: "give rows, columns or n×d numbers" });
  }
  return Object.entries(arrays.x).map(([name, cells]) => ({ name, cells }));
}

function columnFrom(x: Float64Array, n: number, d: number, j: number): Float64Array {
  const cells = new Float64Array(n);
  for (let i = 0, at = j; i < n; i++, at += d) cells[i] = x[at];
  return cells;
}

function namesOf(d: number, names: readonly string[] = Array.from({ length: d }, (_, j) => `x${j + 1}`)): string[] {
  if (names.length === d) return [...names];
  throw new UsageError({ where: "names", what: "wrong length", got: names.length, would: `give ${d} names` });
}

type Written = "number" | "boolean" | "date" | "text";

/** @throws DataError for cells of more than one type */
export function columnOfCells({ name, cells }: Named): Column {
  if (cells instanceof Float64Array) return { name, kind: "number", values: cells, written: "number" };
  let written: Written | undefined;
  for (let i = 0; i < cells.length; i++) {
    const found = writtenAs(cells[i]);
    written ??= found;
    if (found !== undefined && found !== written) {
      const where = `${name} row ${i + 1}`;
      const got = cells[i];
      throw new DataError({ where, what: `a ${found} in a column of type ${written}`, got, would: "give one type" });
    }
  }
  if (written !== "text") {
    const values = new Float64Array(cells.length);
    for (let i = 0; i < values.length; i++) values[i] = numeric(cells[i]);
    return { name, kind: "number", written: written ?? "number", values };
  }
  const codeOf = new Map<string, number>();
  const codes = new Int32Array(cells.length);
  for (let i = 0; i < codes.length; i++) {
    const cell = cells[i];
    const code = typeof cell === "string" ? (codeOf.get(cell) ?? codeOf.size) : -1;
    if (code === codeOf.size) codeOf.set(cell as string, code);
    codes[i] = code;
  }
  return { name, kind: "text", codes, levels: [...codeOf.keys()] };
}

/** Undefined for a missing cell. */
function writtenAs(cell: Cell): Written | undefined {
  if (typeof cell === "number") return Number.isNaN(cell) ? undefined : "number";
  if (cell === null || cell === undefined) return undefined;
  if (typeof cell === "string") return "text";
  if (typeof cell === "boolean") return "boolean";
  if (cell instanceof Date) return "date";
  if (typeof cell === "bigint") return "number";
  throw new DataError({ where: "x", what: "a cell of no use", got: cell, would: "give numbers, text or booleans" });
}

function numeric(cell: Cell): number {
  if (typeof cell === "number") return cell;
  if (cell === null || cell === undefined) return Number.NaN;
  return cell instanceof Date ? cell.getTime() / 86_400_000 : Number(cell);
}
