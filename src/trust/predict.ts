/** Predictions, and intervals about them. */
import type { ApplyOptions } from "../data/applyEncoding.ts";
import type { Arrays } from "../data/sources/arrays.ts";
import type { Table } from "../data/table.ts";
import { UsageError } from "../errors.ts";
import type { Model, Radii, Trust } from "../fit/model.ts";
import { type Prediction, predict as predictAlone } from "../fit/predict.ts";
import { crossEnds } from "./crossEnds.ts";
import { radiusAt } from "./radii.ts";

export interface PredictOptions extends ApplyOptions {
  /** The share of fresh labels that intervals are to hold, such as 0.9. */
  readonly interval?: number;
}

/** Where intervals begin and end, by row. */
export interface Ends {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export interface PredictionWithin extends Prediction {
  /** Intervals for labels as they come and, where some were found corrupted, for clean ones. */
  readonly within?: { readonly any: Ends; readonly clean?: Ends };
}

/**
 * Predicts rows by a fitted model. They need no target; extra columns are ignored.
 *
 * @param input a table, or x as `fit` takes it
 * @param options unseen: what to do about a level that the fit has not seen: refuse it, or take it as the baseline;
 * interval: how many fresh labels are to lie within
 * @throws DataError for a column that is missing, a cell that is missing where the fit had none, an unseen level;
 * UsageError for an interval that the model's rows do not tell
 *
 * @example
 * import { fit, predict } from "plumbline-fit";
 * const size = Array.from({ length: 40 }, (_, i) => i);
 * const model = await fit({ x: { size }, y: size.map((s) => Math.max(s - 20, 0)) });
 * predict(model, { x: { size: [10, 35] } }).prediction; // about 0 and 15
 * predict(model, { x: { size: [10, 35] } }, { interval: 0.8 }).within?.any.high; // 8 of 10 labels lie below and above low
 */
export function predict(
  model: Model,
  input: Table | Arrays,
  { interval, ...options }: PredictOptions = {},
): PredictionWithin {
  const kept = interval === undefined ? undefined : keptResiduals(model, interval);
  const predicted = predictAlone(model, input, options);
  if (kept === undefined || interval === undefined) return predicted;
  const byFold = kept.folds?.map((fold) => predictAlone({ ...model, ...fold }, input, options).prediction);
  const ends = (kind: "any" | "clean"): Ends | undefined => {
    const { folds, [kind]: whole } = kept;
    const parts = folds?.flatMap(({ [kind]: part }) => part ?? []);
    if (whole === undefined) return undefined;
    const found =
      byFold && parts?.length === byFold.length
        ? crossEnds(byFold, parts, interval)
        : about(predicted.prediction, whole, interval);
    if (found !== undefined) return found;
    const most = Math.min(...(parts ?? [whole]).map(({ levels }) => levels.at(-1) ?? 0));
    const what = "the rows left out do not tell so much";
    throw new UsageError({ where, what, got: interval, would: `ask for ${most} or less, or fit more rows` });
  };
  const [any, clean] = [ends("any"), ends("clean")];
  return { ...predicted, ...(any && { within: { any, ...(clean && { clean }) } }) };
}

const where = "interval";

function keptResiduals({ encoding, trust }: Model, level: number): NonNullable<Trust["prediction"]> {
  if (!(level > 0 && level < 1)) {
    throw new UsageError({ where, what: "not a share of labels", got: level, would: "give one such as 0.9" });
  }
  if (encoding.target.kind === "binary") {
    const would = "leave it out: the prediction is already the probability of the positive value";
    throw new UsageError({ where, what: "labels are 0 or 1, near no prediction", would });
  }
  if (trust?.prediction === undefined) {
    throw new UsageError({ where, what: "the model keeps no residuals", would: "fit it again with this version" });
  }
  return trust.prediction;
}

function about(prediction: Float64Array, radii: Radii, level: number): Ends | undefined {
  const radius = radiusAt(radii, level);
  if (radius === undefined) return undefined;
  return { low: prediction.map((value) => value - radius), high: prediction.map((value) => value + radius) };
}
