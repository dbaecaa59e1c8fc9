/**
 * Gauss–Newton for the direction with a smooth curve that need not rise, on clipped labels and square loss. Where
 * contamination depends on the index itself, the curve of all labels need not rise and still tells the direction: the
 * direction first, the monotone curve second. A source of candidates only.
 */
import { exp } from "../math/elementary.ts";
import { dot, scaled } from "../math/vectors.ts";
import { type IndexBins, indexBins, interpolated } from "./indexBins.ts";
import type { Rows } from "./rows.ts";
import { scoringStep } from "./scoringStep.ts";

export interface FreeOptions {
  readonly steps: number;
  readonly bandwidth?: number;
  readonly least?: number;
  readonly bins?: number;
  /** Row weights. */
  readonly weights?: Float64Array;
}

const NARROWER = 0.7;
const SMALL = 5e-3;
const LONGEST = 0.5;

/** The direction, turned so that y rises along it. */
export async function freeDirection(
  rows: Rows,
  y: Float64Array,
  start: Float64Array,
  { steps, bandwidth = 0.4, least = 0.12, bins: most = 40, weights }: FreeOptions,
): Promise<Float64Array> {
  let w = start;
  let width = bandwidth;
  for (let step = 0; step < steps; step++) {
    const z = await rows.index(w);
    const bins = indexBins(z, most);
    const u = smoothCurve(bins, y, width, weights);
    const slopes = gradient(bins.centers, u);
    const h = bins.count > 2 ? interpolated(bins.centers, slopes, z) : new Float64Array(rows.n).fill(1);
    const fitted = interpolated(bins.centers, u, z);
    const information = new Float64Array(rows.n);
    const scores = new Float64Array(rows.n);
    for (let i = 0; i < rows.n; i++) {
      const weight = weights === undefined ? h[i] : weights[i] * h[i];
      information[i] = weight * h[i];
      scores[i] = weight * (y[i] - fitted[i]);
    }
    const next = await scoringStep(rows, w, bins, { information, scores }, { longest: LONGEST });
    w = next.w;
    width = Math.max(width * NARROWER, least);
    if (next.length < SMALL) break;
  }
  const z = await rows.index(w);
  const middle = y.reduce((sum, value) => sum + value, 0) / rows.n;
  return dot(
    z,
    y.map((value) => value - middle),
  ) >= 0
    ? w
    : scaled(w, -1);
}

/** The bins' means, smoothed by a normal kernel. @param prior so many rows of the overall mean in every bin */
export function smoothCurve(
  { count, binOf, centers }: IndexBins,
  y: Float64Array,
  bandwidth: number,
  weights?: Float64Array,
  prior = 0,
): Float64Array {
  const mass = new Float64Array(count);
  const sums = new Float64Array(count);
  for (let i = 0; i < y.length; i++) {
    const weight = weights === undefined ? 1 : weights[i];
    mass[binOf[i]] += weight;
    sums[binOf[i]] += weight * y[i];
  }
  const mean =
    sums.reduce((a, b) => a + b, 0) /
    Math.max(
      mass.reduce((a, b) => a + b, 0),
      1e-9,
    );
  return centers.map((center) => {
    let [sum, total] = [prior * mean, prior];
    for (let k = 0; k < count; k++) {
      const t = (centers[k] - center) / bandwidth;
      if (Math.abs(t) > 6) continue;
      const near = exp(-0.5 * t * t);
      sum += near * sums[k];
      total += near * mass[k];
    }
    return total > 0 ? sum / total : mean;
  });
}

/** Central differences, one-sided at the ends; of second order where the spacing changes. */
function gradient(z: Float64Array, u: Float64Array): Float64Array {
  const last = z.length - 1;
  return u.map((_, k) => {
    if (last === 0) return 0;
    if (k === 0) return (u[1] - u[0]) / (z[1] - z[0] || 1);
    if (k === last) return (u[last] - u[last - 1]) / (z[last] - z[last - 1] || 1);
    const [left, right] = [z[k] - z[k - 1] || 1e-9, z[k + 1] - z[k] || 1e-9];
    return (left * left * (u[k + 1] - u[k]) + right * right * (u[k] - u[k - 1])) / (left * right * (left + right));
  });
}
