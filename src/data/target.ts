/** The labels: a number, or one of two values. */
import { DataError, UsageError } from "../errors.ts";
import type { TargetEncoding } from "./encode.ts";
import { list } from "./notices.ts";
import type { CleanColumn } from "./roles.ts";
import { gathered } from "./rows.ts";

export interface Labels {
  readonly y: Float64Array;
  readonly encoding: TargetEncoding;
  readonly notices: readonly string[];
}

const YES = new Set(["yes", "true", "1", "y", "t"]);

/**
 * The labels of the rows, none of which lacks one.
 *
 * @throws DataError for a constant, or for text of more than two values; UsageError for a `positive` that is not there.
 */
export function labelsOf(column: CleanColumn, rows: Int32Array, positive?: string): Labels {
  const cells = column.kind === "number" ? column.values : column.codes;
  const values = distinct(cells, rows, 3).map((cell) => ({ cell, text: textOf(column, cell) }));
  const where = `target ${column.name}`;
  if (values.length < 2) {
    throw new DataError({ where, what: "constant", got: values[0]?.text, would: "choose a column that varies" });
  }
  if (values.length > 2) {
    if (column.kind === "text") {
      throw new DataError({
        where,
        what: "text of more than two values",
        got: list(
          distinct(cells, rows, 4).map((cell) => textOf(column, cell)),
          3,
        ),
        would: "choose a column of numbers or of two values",
      });
    }
    if (positive !== undefined) {
      throw new UsageError({
        where: "positive",
        what: `${column.name} has more than two values`,
        would: "leave it away",
      });
    }
    return real(column, rows);
  }
  const sorted = values.sort((a, b) => (column.kind === "number" ? a.cell - b.cell : a.text < b.text ? -1 : 1));
  const isZeroOne = column.kind === "number" && sorted[0].cell === 0 && sorted[1].cell === 1;
  if (column.kind === "number" && !isZeroOne && positive === undefined) {
    const { y, encoding } = real(column, rows);
    const pair = sorted.map(({ text }) => text).join(" and ");
    return {
      y,
      encoding,
      notices: [`${column.name} has two values, ${pair}, taken as numbers; name one as positive for classes.`],
    };
  }
  const [one, zero] = positive === undefined ? usualOrder(sorted) : namedFirst(column, sorted, positive);
  return {
    y: isOne(cells, rows, one.cell),
    encoding: { column: column.name, kind: "binary", positive: one.text, negative: zero.text },
    notices:
      isZeroOne && positive === undefined ? [] : [`${column.name}: ${one.text} counts as 1 and ${zero.text} as 0.`],
  };
}

interface Value {
  readonly cell: number;
  readonly text: string;
}

/** The value that says yes first, else the later one. */
function usualOrder([first, second]: readonly Value[]): readonly [Value, Value] {
  const says = ({ text }: Value): boolean => YES.has(text.trim().toLowerCase());
  return says(first) && !says(second) ? [first, second] : [second, first];
}

function namedFirst(column: CleanColumn, [a, b]: readonly Value[], positive: string): readonly [Value, Value] {
  const isNamed = ({ cell, text }: Value): boolean =>
    text === positive || (column.kind === "number" && positive.trim() !== "" && cell === Number(positive));
  if (isNamed(a)) return [a, b];
  if (isNamed(b)) return [b, a];
  const what = `${column.name} has no such value`;
  throw new UsageError({ where: "positive", what, got: positive, would: `give ${a.text} or ${b.text}` });
}

function real(column: CleanColumn, rows: Int32Array): Labels {
  const values = (column as { values: Float64Array }).values;
  return {
    // Rows ascend: as many as there are are all of them.
    y: rows.length === values.length ? values : gathered(values, rows),
    encoding: { column: column.name, kind: "real" },
    notices: [],
  };
}

function isOne(cells: Float64Array | Int32Array, rows: Int32Array, one: number): Float64Array {
  const y = new Float64Array(rows.length);
  for (let i = 0; i < y.length; i++) y[i] = cells[rows[i]] === one ? 1 : 0;
  return y;
}

function distinct(cells: Float64Array | Int32Array, rows: Int32Array, most: number): number[] {
  const seen = new Set<number>();
  for (const row of rows) {
    seen.add(cells[row]);
    if (seen.size >= most) break;
  }
  return [...seen];
}

/** A cell as it was written. */
export function textOf(column: CleanColumn, cell: number): string {
  if (column.kind === "text") return column.levels[cell];
  if (column.written === "boolean") return cell === 1 ? "true" : "false";
  return String(cell);
}
