/**
 * The plain explanation: no label is corrupted, y has mean u(z), u nondecreasing, and noise whose scale follows z,
 *
 *     y ~ Normal(u(z), s(z)²),    or, for counts,    y ~ negative binomial of mean u(z), variance u(z) + α u(z)²,
 *
 * with a probability of their own for values that labels are cut off at. Counts, zeros and noise that grows are not
 * contamination: a mixture has to explain held-out labels better than all of these. (A continuous law with one long tail
 * cannot be told from corrupted labels that all lie on that side: give such labels in logarithms.)
 */

import { exp, ln } from "../math/elementary.ts";
import { logGamma } from "../math/logGamma.ts";
import { meanOf } from "../math/mean.ts";
import { atomsApart } from "./atomsApart.ts";
import { type IndexBins, indexBins, interpolated } from "./indexBins.ts";
import { labelsOf } from "./labels.ts";
import { type CurveRule, monotone } from "./mixture.ts";

/** Rows of the overall variance in every bin. */
const PRIOR_ROWS = 20;
/** A count's mean is at least this. */
const LEAST_MEAN = 1e-3;
/** Dispersions α to choose from: e^{−7} … e^{4}. */
const DISPERSIONS = Array.from({ length: 23 }, (_, k) => exp(-7 + k / 2));

/** Labels that were given in another unit have lost their last digits. */
const ROUNDING = 1e-6;

/** Whether labels are counts: whole numbers ≥ 0, most of which are met more than once. */
export function areCounts(y: Float64Array): boolean {
  if (!y.every((value) => value > -ROUNDING && Math.abs(value - Math.round(value)) < ROUNDING)) return false;
  return new Set(y.map(Math.round)).size < y.length / 2;
}

/** A curve along the index, and what it is asked for. */
interface Along {
  readonly z: Float64Array;
  readonly y: Float64Array;
}

/** The log-likelihood of each held-out row under the plain explanation of the training rows that explains most. */
export function plainScores(rows: Along, other: Along, curve: CurveRule = monotone): Float64Array {
  const real = (some: Along, held: Along): Float64Array =>
    some.y.length === 0 ? new Float64Array(held.y.length).fill(-Infinity) : normalScores(some, held, curve);
  const story = better(real(rows, other), atomsApart(rows, other, real));
  return areCounts(rows.y) ? better(story, countScores(rows, other, curve)) : story;
}

const better = (a: Float64Array, b: Float64Array): Float64Array => (meanOf(b) > meanOf(a) ? b : a);

function fittedMean({ z, y }: Along, curve: CurveRule): { readonly bins: IndexBins; readonly u: Float64Array } {
  const bins = indexBins(z);
  return { bins, u: curve(meansOf(bins, y), bins.mass, bins.centers).u };
}

function normalScores(rows: Along, other: Along, curve: CurveRule): Float64Array {
  const { bins, u } = fittedMean(rows, curve);
  const { z, y } = rows;
  const fitted = interpolated(bins.centers, u, z);
  const squares = y.map((value, i) => (value - fitted[i]) * (value - fitted[i]));
  const { leastNoise } = labelsOf(y);
  const variances = meansOf(bins, squares, PRIOR_ROWS, meanOf(squares)).map((variance) =>
    Math.max(variance, leastNoise * leastNoise),
  );
  const mean = interpolated(bins.centers, u, other.z);
  const variance = interpolated(bins.centers, variances, other.z);
  return other.y.map((value, i) => {
    const r = value - mean[i];
    return -0.5 * ((r * r) / variance[i] + ln(2 * Math.PI * variance[i]));
  });
}

function countScores({ z, y }: Along, other: Along, curve: CurveRule): Float64Array {
  const { bins, u } = fittedMean({ z, y }, curve);
  const scores = (at: Float64Array, labels: Float64Array, alpha: number): Float64Array => {
    const mean = interpolated(bins.centers, u, at);
    return labels.map((count, i) => negativeBinomial(Math.round(count), Math.max(mean[i], LEAST_MEAN), alpha));
  };
  let best = { alpha: DISPERSIONS[0], score: -Infinity };
  for (const alpha of DISPERSIONS) {
    const score = meanOf(scores(z, y, alpha));
    if (score > best.score) best = { alpha, score };
  }
  return scores(other.z, other.y, best.alpha);
}

/** ln P(y), of mean μ and variance μ + αμ². */
export function negativeBinomial(y: number, mean: number, alpha: number): number {
  const r = 1 / alpha;
  return logGamma(y + r) - logGamma(r) - logGamma(y + 1) + r * ln(r / (r + mean)) + y * ln(mean / (r + mean));
}

/** The bins' means, with so many rows of a value more in each. */
function meansOf({ count, binOf, mass }: IndexBins, values: Float64Array, prior = 0, of = 0): Float64Array {
  const sums = new Float64Array(count).fill(prior * of);
  for (let i = 0; i < values.length; i++) sums[binOf[i]] += values[i];
  return sums.map((sum, k) => sum / Math.max(mass[k] + prior, 1e-9));
}
