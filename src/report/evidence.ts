/** Rows of a table seen through a model, to be drawn one by one. */
import { applyEncoding } from "../data/applyEncoding.ts";
import { labelsIn } from "../data/labelsIn.ts";
import type { Table } from "../data/table.ts";
import type { Model } from "../fit/model.ts";
import { predict } from "../fit/predict.ts";
import { rowIndex } from "../fit/rowIndex.ts";
import { suspects } from "../trust/suspects.ts";

/** Index, prediction and label of a row. */
export interface Evidence {
  readonly z: number;
  readonly prediction: number;
  readonly y: number;
  /** Whether the label is more likely corrupted than not. */
  readonly isSuspect?: boolean;
  /** Its index along each rival. */
  readonly rivalZ?: readonly number[];
}

/**
 * The rows of a table that have a label and can be predicted.
 *
 * @throws DataError where the table lacks the target or a column of the model, or has none such row
 */
export function evidenceOf(model: Model, table: Table): readonly Evidence[] {
  const { prediction } = predict(model, table, { unseen: "baseline" });
  const rows = applyEncoding(model.encoding, table, { unseen: "baseline" });
  const along = (weights: readonly number[]): Float64Array =>
    rowIndex(rows, { weights: Float64Array.from(weights), centers: Float64Array.from(model.centers) });
  const z = along(model.weights);
  const rivals = model.rivals.map(({ weights }) => along(weights));
  const y = labelsIn(table, model.encoding.target);
  const suspected = new Set(
    suspects(model, table, { unseen: "baseline" }).flatMap(({ row, probability }) => (probability > 0.5 ? [row] : [])),
  );
  const evidence = Array.from(z, (index, i) => ({
    z: index,
    prediction: prediction[i],
    y: y[i],
    isSuspect: suspected.has(i + 1),
    rivalZ: rivals.map((theirs) => theirs[i]),
  }));
  return evidence.filter((row) => Number.isFinite(row.prediction) && Number.isFinite(row.y));
}
