/**
 * Directions to start from, in whitened coordinates: cheap, many, and each blind to another kind of corruption.
 *
 *  - Chow vectors Σ (y − ȳ) x̃ of the labels, of their ranks, and of labels thresholded at many quantiles;
 *  - least squares on small random subsets, some of which hold few corrupted rows;
 *  - sliced inverse regression (Li1991) and average variance estimation (CookW1991): the means and the second moments
 *    of x̃ within rank bins of y.
 */
import { cholesky, choleskySolve, dotFrom, symmetricEigen } from "../math/linear.ts";
import type { RandomStream } from "../math/random.ts";
import { argsort } from "../math/sort.ts";
import { dot, norm, scaled, unit } from "../math/vectors.ts";
import type { Rows } from "./rows.ts";

const LEVELS = [0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998];
const SUBSETS = 6;
const SLICES = 10;
const TOP = 2;
/** Starts whose cosine is above this are one. */
const SAME = 0.95;

export async function starts(rows: Rows, stream: RandomStream): Promise<Float64Array[]> {
  const ranks = ranksOf(rows.y);
  const found = [
    await chow(rows, rows.y),
    ...(await thresholds(rows)),
    ...(await subsets(rows, stream)),
    await chow(rows, ranks),
    ...(await slices(rows, ranks)),
  ];
  return distinct(found.map(unit), SAME);
}

/** Those that are not within a cosine of one before. */
export function distinct(directions: readonly Float64Array[], cosine: number): Float64Array[] {
  const kept: Float64Array[] = [];
  for (const w of directions) if (norm(w) > 0 && kept.every((other) => dot(w, other) < cosine)) kept.push(w);
  return kept;
}

function chow(rows: Rows, labels: Float64Array): Promise<Float64Array> {
  const mean = labels.reduce((sum, value) => sum + value, 0) / rows.n;
  return rows.sum(labels.map((value) => value - mean));
}

async function thresholds(rows: Rows): Promise<Float64Array[]> {
  const sorted = rows.y.slice().sort();
  const found = new Map<string, Float64Array>();
  for (const q of LEVELS) {
    for (const sign of [1, -1]) {
      const at = sorted[Math.floor((sign === 1 ? q : 1 - q) * (rows.n - 1))];
      const strict = rows.y.map((y) => (sign * y > sign * at ? 1 : 0));
      const labels = shareOf(strict) < 0.001 ? rows.y.map((y) => (sign * y >= sign * at ? 1 : 0)) : strict;
      const share = shareOf(labels);
      const key = `${sign} ${Math.round(share * 1000)}`;
      if (share < 0.001 || share > 0.999 || found.has(key)) continue;
      found.set(key, scaled(await chow(rows, labels), sign));
    }
  }
  return [...found.values()];
}

const shareOf = (labels: Float64Array): number => labels.reduce((sum, value) => sum + value, 0) / labels.length;

/** Least squares with an intercept on so many random rows. */
async function subsets(rows: Rows, stream: RandomStream): Promise<Float64Array[]> {
  const { n, d, y } = rows;
  const size = Math.min(n, Math.max(3 * d, 40));
  const found: Float64Array[] = [];
  for (let k = 0; k < SUBSETS; k++) {
    const chosen = stream.permutation(n).subarray(0, size);
    const inside = new Float64Array(n);
    let middle = 0;
    for (const i of chosen) {
      inside[i] = 1;
      middle += y[i] / size;
    }
    const { x, xx } = await rows.moments(inside);
    const mean = scaled(x, 1 / size);
    const xy = await rows.sum(y.map((value, i) => inside[i] * (value - middle)));
    for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) xx[i * d + j] = xx[i * d + j] / size - mean[i] * mean[j];
    for (let j = 0; j < d; j++) xx[j * d + j] += 1e-6;
    const l = cholesky(xx, d);
    if (l !== null) found.push(choleskySolve(l, d, scaled(xy, 1 / size)));
  }
  return found;
}

async function slices(rows: Rows, ranks: Float64Array): Promise<Float64Array[]> {
  const { n, d } = rows;
  const sliceOf = Int32Array.from(ranks, (rank) => Math.min(SLICES - 1, Math.floor((rank + 0.5) * SLICES)));
  const means = new Float64Array(d * d);
  const variances = new Float64Array(d * d);
  for (let slice = 0; slice < SLICES; slice++) {
    const inside = Float64Array.from(sliceOf, (at) => (at === slice ? 1 : 0));
    const count = inside.reduce((sum, value) => sum + value, 0);
    if (count < 2) continue;
    const sums = await rows.moments(inside);
    const [mean, xx] = [scaled(sums.x, 1 / count), scaled(sums.xx, 1 / count)];
    for (let j = 0; j < d; j++) xx[j * d + j] -= 1;
    const share = count / n;
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) {
        means[i * d + j] += share * mean[i] * mean[j];
        // Row i of a symmetric matrix times row j: the square of it.
        variances[i * d + j] += share * dotFrom(xx, i * d, xx, j * d, d);
      }
    }
  }
  const found: Float64Array[] = [];
  for (const v of [...top(means, d), ...top(variances, d)]) {
    found.push(dot(await rows.index(v), ranks) >= 0 ? v : scaled(v, -1));
  }
  return found;
}

function top(matrix: Float64Array, d: number): Float64Array[] {
  const { vectors } = symmetricEigen(matrix, d);
  return Array.from({ length: Math.min(TOP, d) }, (_, k) =>
    Float64Array.from({ length: d }, (__, j) => vectors[j * d + d - 1 - k]),
  );
}

/** Ranks of the labels, from −½ to ½. */
function ranksOf(y: Float64Array): Float64Array {
  const ranks = new Float64Array(y.length);
  argsort(y).forEach((i, rank) => {
    ranks[i] = rank / y.length - 0.5;
  });
  return ranks;
}
