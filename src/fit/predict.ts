import { type ApplyOptions, applyEncoding, applyToArrays } from "../data/applyEncoding.ts";
import type { Arrays } from "../data/sources/arrays.ts";
import type { Table } from "../data/table.ts";
import { predictions } from "./compare.ts";
import type { Model } from "./model.ts";

/** Predictions of a table. */
export interface Prediction {
  /** One number a row, in the table's order; within [0, 1] for 0/1 labels; NaN where the fit would leave the row out. */
  readonly prediction: Float64Array;
}

/**
 * Predicts rows by a fitted model. They need no target; extra columns are ignored.
 *
 * @param input a table, or x as `fit` takes it
 * @param options unseen: what to do about a level that the fit has not seen: refuse it, or take it as the baseline
 * @throws DataError for a column that is missing, a cell that is missing where the fit had none, an unseen level
 *
 * @example
 * import { fit, predict } from "plumbline-fit";
 * const size = Array.from({ length: 40 }, (_, i) => i);
 * const model = await fit({ x: { size }, y: size.map((s) => Math.max(s - 20, 0)) });
 * predict(model, { x: { size: [10, 35] } }).prediction; // about 0 and 15
 */
export function predict(model: Model, input: Table | Arrays, options: ApplyOptions = {}): Prediction {
  const { encoding } = model;
  const { complete, ...rows } =
    "columns" in input ? applyEncoding(encoding, input, options) : applyToArrays(encoding, input, options);
  const line = { weights: Float64Array.from(model.weights), centers: Float64Array.from(model.centers) };
  const prediction = predictions({ line, curve: model.link }, rows, encoding.target.kind === "binary");
  return { prediction: prediction.map((value, i) => (complete[i] === 1 ? value : Number.NaN)) };
}
