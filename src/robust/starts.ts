/**
 * Directions to start from, in whitened coordinates: cheap, many, and each blind to another kind of corruption.
 *
 *  - Chow vectors Σ (y − ȳ) x̃ of the labels, of their ranks, and of labels thresholded at many quantiles;
 *  - least squares on small random subsets, some of which hold few corrupted rows;
 *  - sliced inverse regression (Li1991): the means of x̃ within rank bins of y;
 *  - principal Hessian directions (Li1992): second moments of x̃ that go with the ranks and with their squares.
 */
import { conjugateGradients } from "../math/conjugateGradients.ts";
import { endsOfSpectrum } from "../math/lanczos.ts";
import { meanOf } from "../math/mean.ts";
import type { RandomStream } from "../math/random.ts";
import { argsort } from "../math/sort.ts";
import { addScaled, dot, norm, scaled, unit } from "../math/vectors.ts";
import type { Rows } from "./rows.ts";

const LEVELS = [0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998];
const SUBSETS = 6;
/** Least squares as exact as noise lets it be. */
const [RIDGE, SOLVED] = [1e-6, { relative: 1e-3, most: 30 }];
const SLICES = 10;
/** So many directions are read off slices. */
const SLICED = 2;
/** Starts whose cosine is above this are one. */
const SAME = 0.95;

export async function starts(rows: Rows, stream: RandomStream): Promise<Float64Array[]> {
  const ranks = ranksOf(rows.y);
  const found = [
    await chow(rows, rows.y),
    ...(await thresholds(rows)),
    ...(await subsets(rows, stream)),
    await chow(rows, ranks),
    ...(await upward(rows, ranks, [...(await slices(rows, ranks)), ...(await hessians(rows, ranks))])),
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
    const share = new Float64Array(n);
    for (const i of stream.permutation(n).subarray(0, size)) share[i] = 1 / size;
    const middle = dot(share, y);
    const mean = await rows.sum(share);
    const times = async (v: Float64Array): Promise<Float64Array> =>
      addScaled(addScaled(await rows.momentsTimes(share, v), -dot(mean, v), mean), RIDGE, v);
    found.push(
      await conjugateGradients(times, await rows.sum(y.map((value, i) => share[i] * (value - middle))), SOLVED),
    );
  }
  return found;
}

/** The directions along which the means of x̃ in slices of the ranks are furthest apart. */
async function slices(rows: Rows, ranks: Float64Array): Promise<Float64Array[]> {
  const { n, d } = rows;
  const sliceOf = Int32Array.from(ranks, (rank) => Math.min(SLICES - 1, Math.floor((rank + 0.5) * SLICES)));
  const means: { readonly mean: Float64Array; readonly share: number }[] = [];
  for (let slice = 0; slice < SLICES; slice++) {
    const inside = Float64Array.from(sliceOf, (at) => (at === slice ? 1 : 0));
    const count = inside.reduce((sum, value) => sum + value, 0);
    if (count >= 2) means.push({ mean: scaled(await rows.sum(inside), 1 / count), share: count / n });
  }
  const zero: Float64Array = new Float64Array(d);
  const { vectors } = await endsOfSpectrum(
    async (v) => means.reduce((sum, { mean, share }) => addScaled(sum, share * dot(mean, v), mean), zero),
    d,
  );
  return vectors.slice(-SLICED);
}

/** The directions along which the second moments of x̃ go most with the ranks, and with their squares. */
async function hessians({ n, d, momentsTimes }: Rows, ranks: Float64Array): Promise<Float64Array[]> {
  const found: Float64Array[] = [];
  for (const score of [ranks, ranks.map((rank) => rank * rank)]) {
    const mean = meanOf(score);
    const coefficients = score.map((value) => (value - mean) / n);
    const { values, vectors } = await endsOfSpectrum((v) => momentsTimes(coefficients, v), d);
    found.push(-values[0] > values[values.length - 1] ? vectors[0] : vectors[vectors.length - 1]);
  }
  return found;
}

/** Turned so that the labels' ranks rise along them. */
async function upward(rows: Rows, ranks: Float64Array, directions: readonly Float64Array[]): Promise<Float64Array[]> {
  const turned: Float64Array[] = [];
  for (const w of directions) turned.push(dot(await rows.index(w), ranks) >= 0 ? w : scaled(w, -1));
  return turned;
}

/** Ranks of the labels, from −½ to ½. */
function ranksOf(y: Float64Array): Float64Array {
  const ranks = new Float64Array(y.length);
  argsort(y).forEach((i, rank) => {
    ranks[i] = rank / y.length - 0.5;
  });
  return ranks;
}
