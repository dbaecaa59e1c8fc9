/** Rows of a table seen through a model, to be drawn one by one. */
import { applyEncoding } from "../data/applyEncoding.ts";
import { labelsIn } from "../data/labelsIn.ts";
import type { Table } from "../data/table.ts";
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
  const y = labelsIn(table, model.encoding.target);
  const evidence = Array.from(z, (index, i) => ({ z: index, prediction: prediction[i], y: y[i] }));
  return evidence.filter((row) => Number.isFinite(row.prediction) && Number.isFinite(row.y));
}
