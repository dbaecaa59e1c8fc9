/** Predictions, and intervals about them. */
import type { ApplyOptions } from "../data/applyEncoding.ts";
import type { Arrays } from "../data/sources/arrays.ts";
import type { Table } from "../data/table.ts";
import { UsageError } from "../errors.ts";
import type { Model } from "../fit/model.ts";
import { type Prediction, predict as predictAlone } from "../fit/predict.ts";
import { radiusAt } from "./radii.ts";

export interface PredictOptions extends ApplyOptions {
  /** The share of fresh labels that intervals are to hold, such as 0.9. */
  readonly interval?: number;
}

/** Half the widths of the intervals that hold a share of fresh labels: prediction ± radius. */
export interface IntervalRadii {
  /** For labels as they come: where some are corrupted, these are among them. */
  readonly any: number;
  /** For clean labels; `any` where no label was found corrupted. */
  readonly clean: number;
}

export interface PredictionWithin extends Prediction {
  readonly within?: IntervalRadii;
}

/**
 * Predicts rows by a fitted model. They need no target; extra columns are ignored.
 *
 * @param input a table, or x as `fit` takes it
 * @param options unseen: what to do about a level that the fit has not seen: refuse it, or take it as the baseline;
 * interval: how many fresh labels prediction ± radius holds
 * @throws DataError for a column that is missing, a cell that is missing where the fit had none, an unseen level;
 * UsageError for an interval that the model's rows do not tell
 *
 * @example
 * import { fit, predict } from "plumbline-fit";
 * const size = Array.from({ length: 40 }, (_, i) => i);
 * const model = await fit({ x: { size }, y: size.map((s) => Math.max(s - 20, 0)) });
 * predict(model, { x: { size: [10, 35] } }).prediction; // about 0 and 15
 * predict(model, { x: { size: [10, 35] } }, { interval: 0.8 }).within?.any; // 8 of 10 labels lie as near
 */
export function predict(
  model: Model,
  input: Table | Arrays,
  { interval, ...options }: PredictOptions = {},
): PredictionWithin {
  const within = interval === undefined ? undefined : withinOf(model, interval);
  return { ...predictAlone(model, input, options), ...(within && { within }) };
}

function withinOf({ encoding, trust, heldOut }: Model, level: number): IntervalRadii {
  const where = "interval";
  if (!(level > 0 && level < 1)) {
    throw new UsageError({ where, what: "not a share of labels", got: level, would: "give one such as 0.9" });
  }
  if (encoding.target.kind === "binary") {
    const would = "leave it out: the prediction is already the probability of the positive value";
    throw new UsageError({ where, what: "labels are 0 or 1, near no prediction", would });
  }
  const { any, clean = any } = trust?.prediction ?? {};
  if (any === undefined || clean === undefined) {
    throw new UsageError({ where, what: "the model keeps no residuals", would: "fit it again with this version" });
  }
  const radii = { any: radiusAt(any, level), clean: radiusAt(clean, level) };
  if (radii.any === undefined || radii.clean === undefined) {
    const most = Math.min(any.levels.at(-1) ?? 0, clean.levels.at(-1) ?? 0);
    const what = `${heldOut.rows} rows set aside do not tell so much`;
    throw new UsageError({ where, what, got: level, would: `ask for ${most} or less, or fit more rows` });
  }
  return { any: radii.any, clean: radii.clean };
}
