/** The labels of a new table, by the rule that a fit has kept. */
import { DataError, suggestion } from "../errors.ts";
import type { TargetEncoding } from "./encode.ts";
import type { Column, Table } from "./table.ts";

/** NaN where a row has none that the fit knew. @throws DataError where the table lacks the target */
export function labelsIn(table: Table, target: TargetEncoding): Float64Array {
  const column = table.columns.find(({ name }) => name === target.column);
  if (column === undefined) {
    const would = suggestion(
      target.column,
      table.columns.map(({ name }) => name),
    );
    throw new DataError({ where: "table", what: `no column ${target.column}, the target`, would });
  }
  if (target.kind === "real") return numbersOf(column);
  const said = textsOf(column);
  return Float64Array.from({ length: table.rows }, (_, i) => {
    if (said(i) === target.positive) return 1;
    return said(i) === target.negative ? 0 : Number.NaN;
  });
}

function numbersOf(column: Column): Float64Array {
  if (column.kind === "number") return column.values;
  const got = column.kind === "mixed" ? column.cell : column.levels[0];
  throw new DataError({ where: `target ${column.name}`, what: "text where numbers belong", got });
}

/** What a cell says, as the names of a target's two values do. */
function textsOf(column: Column): (row: number) => string | undefined {
  if (column.kind === "text") return (i) => column.levels[column.codes[i]];
  const values = numbersOf(column);
  if (column.kind === "number" && column.written === "boolean") return (i) => (values[i] === 1 ? "true" : "false");
  return (i) => String(values[i]);
}
