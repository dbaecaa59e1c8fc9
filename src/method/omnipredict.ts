/**
 * A calibrated multiaccurate predictor (GollakotaGKS2023): p(x) in [0, 1] with |E[(y − p) x̃_j]| ≤ τ for every feature and
 * |E[y | p] − p| ≤ τ in the mean over levels of p. It competes with every monotone link and every direction at once, by
 * a table of corrections in place of a neuron.
 *
 *   p = ½; while some |E[(y − p) x̃_j]| > τ: p ← clip(p + τ sgn(·) x̃_j) for the worst j; else, while p is off its levels'
 *   means by more than τ: p ← the mean of y over the level of p.
 *
 * Recalled, not read: the order of the two and the width τ of the levels.
 */
import type { Frame } from "./field.ts";
import type { StopReason } from "./result.ts";
import { columnsOf, meanOfRows } from "./rowSums.ts";

export interface Omniprediction {
  /** p of every row, in the unit of the labels. */
  readonly predictions: Float64Array;
  /** The largest |E[(y − p) x̃_j]| and the mean |E[y | p] − p|, labels in units of their range. */
  readonly multiaccuracy: number;
  readonly calibration: number;
  readonly stop: StopReason;
}

export interface OmnipredictOptions {
  /** τ. */
  readonly tolerance: number;
  readonly rounds: number;
  readonly signal?: AbortSignal;
}

export async function omnipredict(
  frame: Frame,
  { tolerance, rounds, signal }: OmnipredictOptions,
): Promise<Omniprediction> {
  const { labels, weights } = frame.pass;
  const least = labels.reduce((a, b) => Math.min(a, b), Infinity);
  const range = labels.reduce((a, b) => Math.max(a, b), -Infinity) - least || 1;
  const y = labels.map((label) => (label - least) / range);
  const columns = await columnsOf(frame);
  let p: Float64Array = new Float64Array(y.length).fill(0.5);
  for (let round = 0; ; round++) {
    const covariance = await meanOfRows(
      y.map((label, i) => label - p[i]),
      frame,
    );
    const worst = covariance.reduce((at, value, j) => (Math.abs(value) > Math.abs(covariance[at]) ? j : at), 0);
    const multiaccuracy = Math.abs(covariance[worst]);
    const { means, calibration } = levelsOf(y, p, weights, tolerance);
    const isDone = multiaccuracy <= tolerance && calibration <= tolerance;
    if (isDone || round >= rounds || signal?.aborted) {
      const stop = signal?.aborted ? "aborted" : isDone ? "converged" : "stepLimit";
      return { predictions: p.map((value) => least + range * value), multiaccuracy, calibration, stop };
    }
    if (multiaccuracy > tolerance) {
      const step = covariance[worst] > 0 ? tolerance : -tolerance;
      p = p.map((value, i) => Math.min(Math.max(value + step * columns[worst][i], 0), 1));
    } else p = p.map((value) => means[Math.floor(value / tolerance)]);
  }
}

/** The mean of y on every level of p, and how far p is from it on average. */
function levelsOf(y: Float64Array, p: Float64Array, weights: Float64Array | undefined, width: number) {
  const count = Math.floor(1 / width) + 1;
  const [mass, sumY, sumP] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  p.forEach((value, i) => {
    const level = Math.floor(value / width);
    const weight = weights?.[i] ?? 1;
    mass[level] += weight;
    sumY[level] += weight * y[i];
    sumP[level] += weight * value;
  });
  const total = mass.reduce((sum, weight) => sum + weight, 0);
  const calibration = sumY.reduce((sum, value, level) => sum + Math.abs(value - sumP[level]), 0) / total;
  return { means: sumY.map((value, level) => (mass[level] > 0 ? value / mass[level] : 0)), calibration };
}
