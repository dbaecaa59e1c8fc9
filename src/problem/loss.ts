/**
 * How well predictions agree with labels. Rows may carry weights w ≥ 0; every mean below is then Σ w·/Σ w.
 * Where a measure has no value (no weight, one class only, constant labels) it is NaN, never a guess.
 */
import { ln, log1p } from "../math/elementary.ts";
import { argsort } from "../math/sort.ts";

/** Mean of (prediction − y)², without a factor ½. */
export function squareLoss(prediction: Float64Array, y: Float64Array, weights?: Float64Array): number {
  return mean((i) => (prediction[i] - y[i]) * (prediction[i] - y[i]), y.length, weights);
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
    return -y[i] * ln(p) - (1 - y[i]) * log1p(-p);
  };
  return mean(loss, y.length, weights);
}

/**
 * The area under the ROC curve: the chance that a row labeled 1 is predicted above a row labeled 0, ties counting half.
 * One pass over the rows in order of prediction.
 *
 * @throws DataError where a prediction is NaN.
 */
export function auc(prediction: Float64Array, y: Float64Array, weights?: Float64Array): number {
  let zerosBelow = 0;
  let ones = 0;
  let wins = 0;
  for (const tie of ties(prediction)) {
    let tiedZeros = 0;
    let tiedOnes = 0;
    for (const i of tie) {
      const weight = weights?.[i] ?? 1;
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
 * @throws DataError where a prediction is NaN.
 */
export function calibration(
  prediction: Float64Array,
  y: Float64Array,
  groups = 10,
  weights?: Float64Array,
): CalibrationGroup[] {
  const total = weights?.reduce((sum, weight) => sum + weight, 0) ?? y.length;
  const members: number[][] = Array.from({ length: groups }, () => []);
  let below = 0;
  for (const tie of ties(prediction)) {
    const group = members[Math.min(groups - 1, Math.floor((groups * below) / total))];
    for (const i of tie) {
      group.push(i);
      below += weights?.[i] ?? 1;
    }
  }
  const within = (values: Float64Array, rows: number[]): number => {
    const weightsWithin = weights && Float64Array.from(rows, (i) => weights[i]);
    return mean((k) => values[rows[k]], rows.length, weightsWithin);
  };
  return members
    .filter((rows) => rows.some((i) => weights?.[i] !== 0))
    .map((rows) => ({ predicted: within(prediction, rows), observed: within(y, rows), rows: rows.length }));
}

/** The rows in increasing order of value, those of equal value together. */
function* ties(values: Float64Array): Generator<Int32Array> {
  const order = argsort(values);
  let first = 0;
  for (let k = 1; k <= order.length; k++) {
    if (k < order.length && values[order[k]] === values[order[first]]) continue;
    yield order.subarray(first, k);
    first = k;
  }
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
