/**
 * How well predictions agree with labels. Rows may carry weights w ≥ 0; every mean below is then Σ w·/Σ w.
 * Where a measure has no value (no weight, one class only, constant labels) it is NaN, never a guess.
 */
import { ln, log1p } from "../math/elementary.ts";
import { argsort } from "../math/sort.ts";

/** Mean of (prediction − y)², without a factor ½. */
export function squareLoss(prediction: Float64Array, y: Float64Array, weights?: Float64Array): number {
  let sum = 0;
  let mass = 0;
  for (let i = 0; i < y.length; i++) {
    const weight = weights === undefined ? 1 : weights[i];
    const error = prediction[i] - y[i];
    sum += weight * (error * error);
    mass += weight;
  }
  return sum / mass;
}

/** R² = 1 − (loss of the predictions) / (loss of the mean label). */
export function r2(prediction: Float64Array, y: Float64Array, weights?: Float64Array): number {
  const center = mean((i) => y[i], y.length, weights);
  const variance = mean((i) => (y[i] - center) * (y[i] - center), y.length, weights);
  return variance > 0 ? 1 - squareLoss(prediction, y, weights) / variance : Number.NaN;
}

/** Probabilities are kept this far from 0 and 1, so that one sure mistake costs 36 nats and not infinity. */
const CLIP = Number.EPSILON;

/** Mean of −y ln p − (1 − y) ln(1 − p) in nats, p the prediction clipped to [ε, 1 − ε] with ε = 2⁻⁵². */
export function logLoss(prediction: Float64Array, y: Float64Array, weights?: Float64Array): number {
  const loss = (i: number): number => {
    const p = Math.min(1 - CLIP, Math.max(CLIP, prediction[i]));
    if (y[i] === 0) return -log1p(-p);
    return y[i] === 1 ? -ln(p) : -y[i] * ln(p) - (1 - y[i]) * log1p(-p);
  };
  return mean(loss, y.length, weights);
}

/**
 * The area under the ROC curve: the chance that a row labeled 1 is predicted above a row labeled 0, ties counting half.
 * One pass over the rows in order of prediction.
 *
 * @param order that of the predictions, where it is known already
 * @throws DataError where a prediction is NaN.
 */
export function auc(
  prediction: Float64Array,
  y: Float64Array,
  weights?: Float64Array,
  order: Int32Array = argsort(prediction),
): number {
  let zerosBelow = 0;
  let ones = 0;
  let wins = 0;
  for (let k = 0; k < order.length; ) {
    const tied = prediction[order[k]];
    let tiedZeros = 0;
    let tiedOnes = 0;
    for (; k < order.length && prediction[order[k]] === tied; k++) {
      const i = order[k];
      const weight = weights === undefined ? 1 : weights[i];
      if (y[i] === 1) tiedOnes += weight;
      else tiedZeros += weight;
    }
    wins += tiedOnes * (zerosBelow + tiedZeros / 2);
    zerosBelow += tiedZeros;
    ones += tiedOnes;
  }
  return wins / (zerosBelow * ones);
}

/** Rows predicted alike: what was predicted and what was seen. */
export interface CalibrationGroup {
  /** Mean prediction. */
  readonly predicted: number;
  /** Mean label. */
  readonly observed: number;
  readonly rows: number;
}

/**
 * Mean prediction against mean label within groups of equal weight in order of prediction. Rows that share a prediction
 * stay together, in the group where the first of them falls, so the result does not depend on the order of the rows;
 * groups that are left empty are left out.
 *
 * @param groups how many groups; 10 for tenths
 * @param order that of the predictions, where it is known already
 * @throws DataError where a prediction is NaN.
 */
export function calibration(
  prediction: Float64Array,
  y: Float64Array,
  groups = 10,
  weights?: Float64Array,
  order: Int32Array = argsort(prediction),
): CalibrationGroup[] {
  const total = weights?.reduce((sum, weight) => sum + weight, 0) ?? y.length;
  const sums = Array.from({ length: groups }, () => ({ mass: 0, predicted: 0, observed: 0, rows: 0 }));
  let below = 0;
  for (let k = 0; k < order.length; ) {
    const tied = prediction[order[k]];
    const sum = sums[Math.min(groups - 1, Math.floor((groups * below) / total))];
    for (; k < order.length && prediction[order[k]] === tied; k++) {
      const i = order[k];
      const weight = weights === undefined ? 1 : weights[i];
      sum.mass += weight;
      sum.predicted += weight * prediction[i];
      sum.observed += weight * y[i];
      sum.rows += 1;
      below += weight;
    }
  }
  return sums
    .filter(({ mass }) => mass > 0)
    .map(({ mass, predicted, observed, rows }) => ({ predicted: predicted / mass, observed: observed / mass, rows }));
}

function mean(term: (i: number) => number, n: number, weights?: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    const weight = weights?.[i] ?? 1;
    sum += weight * term(i);
    total += weight;
  }
  return sum / total;
}
