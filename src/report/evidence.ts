/** Rows of a table seen through a model, to be drawn one by one. */
import { applyEncoding } from "../data/applyEncoding.ts";
import type { TargetEncoding } from "../data/encode.ts";
import type { Column, Table } from "../data/table.ts";
import { DataError, suggestion } from "../errors.ts";
import type { Model } from "../fit/model.ts";
import { predict } from "../fit/predict.ts";
import { rowIndex } from "../fit/rowIndex.ts";

/** Index, prediction and label of a row. */
export interface Evidence {
  readonly z: number;
  readonly prediction: number;
  readonly y: number;
}

/**
 * The rows of a table that have a label and can be predicted.
 *
 * @throws DataError where the table lacks the target or a column of the model, or has none such row
 */
export function evidenceOf(model: Model, table: Table): readonly Evidence[] {
  const { prediction } = predict(model, table, { unseen: "baseline" });
  const rows = applyEncoding(model.encoding, table, { unseen: "baseline" });
  const line = { weights: Float64Array.from(model.weights), centers: Float64Array.from(model.centers) };
  const z = rowIndex(rows, line);
  const y = labels(table, model.encoding.target);
  const evidence = Array.from(z, (index, i) => ({ z: index, prediction: prediction[i], y: y[i] }));
  return evidence.filter((row) => Number.isFinite(row.prediction) && Number.isFinite(row.y));
}

/** The labels, NaN where a row has none that the fit knew. */
function labels(table: Table, target: TargetEncoding): Float64Array {
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
