/**
 * A monotone curve at a fixed direction from labels some of which are corrupted:
 *
 *     y ~ (1 − ε(z)) Law((y − u(z))/s)/s + ε(z) o(y),      u nondecreasing,
 *
 * by EM: how sure each row is (p, the posterior that its label is clean), then u by isotonic regression of the bins'
 * means under those weights, s, and ε bin by bin, shrunk to the overall share and smoothed over neighboring bins; where
 * the overall share is told, the bins' mean is held at it.
 * EM finds the nearest mode only; where it starts is for `medianStart` and `bestPath`.
 */

import { isotonicRegression } from "../math/isotonic.ts";
import { LogSum } from "../math/logSum.ts";
import { meanOf } from "../math/mean.ts";
import type { ScaleShift } from "../method/scaleShift.ts";
import type { IndexBins } from "./indexBins.ts";
import type { Labels } from "./labels.ts";
import { type NoiseLaw, normalLaw } from "./noiseLaw.ts";

/** A curve at the bins' centers. */
export interface FittedCurve {
  readonly u: Float64Array;
  /** Of a told link. */
  readonly link?: ScaleShift;
}

/** Where EM starts: a curve, the noise's scale, the share of corrupted labels. */
export interface CurveStart extends FittedCurve {
  readonly s: number;
  readonly share: number;
  /** ε by bin, where it is known. */
  readonly shares?: Float64Array;
}

/** What is known of rows beyond their index: their relative noise, and the factors of their odds of being corrupted. */
export interface RowCauses {
  readonly spread?: Float64Array;
  readonly odds?: Float64Array;
  /** The density of each label if it is corrupted, where more is known of it than the outlier law. */
  readonly outlying?: Float64Array;
}

export interface Mixture extends CurveStart {
  readonly bins: IndexBins;
  readonly law: NoiseLaw;
  /** No row has less noise. */
  readonly leastNoise: number;
  /** ε by bin. */
  readonly shares: Float64Array;
  /** p by row: the posterior probability that its label is clean. */
  readonly sure: Float64Array;
  /** y − u(z) by row. */
  readonly residuals: Float64Array;
  /** The log-likelihood a row. */
  readonly logLikelihood: number;
}

/** How a curve is fitted to the bins' means under masses. @param near the told link's scale and shift, where they are known */
export type CurveRule = (
  means: Float64Array,
  masses: Float64Array,
  centers: Float64Array,
  near?: ScaleShift,
) => FittedCurve;

/** Nothing is known of the curve but that it rises. */
export const monotone: CurveRule = (means, masses) => ({ u: isotonicRegression(means, masses) });

export interface MixtureOptions extends RowCauses {
  readonly law: NoiseLaw;
  readonly rounds: number;
  readonly curve: CurveRule;
  /** ε where it is known: 0 where no label is corrupted. */
  readonly share?: number;
  /** false for one ε for all rows. */
  readonly localShares?: boolean;
}

/** Overall shares of corrupted labels, and those of a bin, stay within. */
const [LEAST_SHARE, MOST_SHARE] = [0.004, 0.6];
const [LEAST_LOCAL, MOST_LOCAL] = [0.002, 0.995];

export function mixture(bins: IndexBins, labels: Labels, start: CurveStart, options: MixtureOptions): Mixture {
  const { y, leastNoise } = labels;
  const { law, rounds, curve, localShares = true } = options;
  const n = y.length;
  const sure = new Float64Array(n);
  let { u, link } = start;
  let s = Math.max(start.s, leastNoise);
  const told = options.share ?? labels.share;
  let share = told ?? start.share;
  let shares = (localShares && start.shares) || new Float64Array(bins.count).fill(share);
  // A staircase until half way: it holds on to jumps that a line between centers would blur.
  const residuals = new Float64Array(n);
  fillResiduals(residuals, y, bins, u, true);
  for (let round = 0; ; round++) {
    const total = expect(bins, labels, { ...options, s, shares }, residuals, sure, round === rounds);
    if (round === rounds) {
      return {
        bins,
        law,
        leastNoise,
        u,
        ...(link && { link }),
        s,
        share: told ?? 1 - meanOf(sure),
        shares,
        sure,
        residuals,
        logLikelihood: total / n,
      };
    }
    const weights = countsOf({ s, law, leastNoise }, { sure, residuals }, options);
    ({ u, link } = curveOf(bins, y, weights, curve, { u, ...(link && { link }) }));
    fillResiduals(residuals, y, bins, u, 2 * round < rounds);
    let [squares, clean] = [0, 0];
    for (let i = 0; i < n; i++) {
      squares += weights[i] * residuals[i] * residuals[i];
      clean += sure[i];
    }
    s = Math.max(Math.sqrt(squares / Math.max(clean, 1)), leastNoise);
    share = told ?? Math.min(Math.max(1 - clean / n, LEAST_SHARE), MOST_SHARE);
    shares = localShares && share > 0 ? smoothShares(bins, sure, share) : new Float64Array(bins.count).fill(share);
    if (told !== undefined && told > 0) shares = ofMean(bins, shares, told);
  }
}

/** The E-step: fills `sure`; returns the log-likelihood where it is wanted. */
function expect(
  { binOf }: IndexBins,
  labels: Labels,
  {
    law,
    s,
    shares,
    spread,
    odds,
    outlying = labels.outlying,
  }: MixtureOptions & { readonly s: number; readonly shares: Float64Array },
  residuals: Float64Array,
  sure: Float64Array,
  isLast: boolean,
): number {
  const total = new LogSum();
  for (let i = 0; i < residuals.length; i++) {
    const share = odds === undefined ? shares[binOf[i]] : tilted(shares[binOf[i]], odds[i]);
    const scale = noiseAt(s, labels.leastNoise, spread, i);
    const ratio = residuals[i] / scale;
    const clean = ((1 - share) * law.density(ratio * ratio)) / scale;
    const all = clean + share * outlying[i];
    // Where no label is corrupted, the most unlikely one is clean.
    sure[i] = share === 0 ? 1 : clean / all;
    if (isLast) total.add(all + Number.MIN_VALUE);
  }
  return total.total;
}

/** The noise of a row. Labels that come in steps are nowhere told better than that. */
export const noiseAt = (s: number, least: number, spread: Float64Array | undefined, i: number): number =>
  spread === undefined ? s : Math.max(s * spread[i], least);

/** A share whose odds are multiplied, by a factor given as such. */
export const tilted = (share: number, factor: number): number => {
  const odds = (share / (1 - share)) * factor;
  return odds / (1 + odds);
};

/** How much rows count for the curve: how sure their labels are clean, how precise, how far out. */
export function countsOf(
  { s, law, leastNoise }: Pick<Mixture, "s" | "law" | "leastNoise">,
  { sure, residuals }: Pick<Mixture, "sure" | "residuals">,
  { spread }: RowCauses = {},
): Float64Array {
  if (law === normalLaw && spread === undefined) return sure;
  return sure.map((p, i) => {
    const scale = noiseAt(s, leastNoise, spread, i);
    const relative = scale / s;
    const ratio = residuals[i] / scale;
    return (p * law.weight(ratio * ratio)) / (relative * relative);
  });
}

/** The curve at the bins' centers; a bin without weight takes what lies between its neighbors. */
function curveOf(
  { count, binOf, centers }: IndexBins,
  y: Float64Array,
  weights: Float64Array,
  curve: CurveRule,
  before: FittedCurve,
): FittedCurve {
  const masses = new Float64Array(count);
  const sums = new Float64Array(count);
  for (let i = 0; i < y.length; i++) {
    masses[binOf[i]] += weights[i];
    sums[binOf[i]] += weights[i] * y[i];
  }
  const { means, masses: all } = meansUnder(masses, sums, before.u);
  return curve(means, all, centers, before.link);
}

/** Means of bins under masses; one without takes what it had before, or nearly so. */
export function meansUnder(
  masses: Float64Array,
  sums: Float64Array,
  before: Float64Array,
): { readonly means: Float64Array; readonly masses: Float64Array } {
  return {
    means: before.map((value, k) => (masses[k] > 1e-9 ? sums[k] / masses[k] : value)),
    masses: masses.map((mass) => Math.max(mass, 1e-9)),
  };
}

/** y − u(z), u a staircase or linear between the bins' centers. */
function fillResiduals(
  residuals: Float64Array,
  y: Float64Array,
  { count, binOf, left, share }: IndexBins,
  u: Float64Array,
  isStaircase: boolean,
): void {
  if (isStaircase || count === 1) for (let i = 0; i < y.length; i++) residuals[i] = y[i] - u[binOf[i]];
  else for (let i = 0; i < y.length; i++) residuals[i] = y[i] - (u[left[i]] + (u[left[i] + 1] - u[left[i]]) * share[i]);
}

/** ε counts as if so many more rows of the overall share lay in every bin. */
const PRIOR_ROWS = 15;
/** exp(−j²/8), j = −6 … 6: the kernel over neighboring bins, two bins wide. */
const NEIGHBORS = [1, 0.8824969, 0.6065307, 0.3246525, 0.1353353, 0.0439369, 0.011109];

/** Contamination by bin: shrunk to the overall share, smoothed over neighboring bins. */
function smoothShares({ count, binOf, mass }: IndexBins, sure: Float64Array, overall: number): Float64Array {
  const givenUp = new Float64Array(count);
  for (let i = 0; i < sure.length; i++) givenUp[binOf[i]] += 1 - sure[i];
  const shares = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    let [up, all] = [PRIOR_ROWS * overall, PRIOR_ROWS];
    const first = Math.max(0, k - NEIGHBORS.length + 1);
    const last = Math.min(count - 1, k + NEIGHBORS.length - 1);
    for (let j = first; j <= last; j++) {
      const near = NEIGHBORS[Math.abs(j - k)];
      up += near * givenUp[j];
      all += near * mass[j];
    }
    shares[k] = Math.min(Math.max(up / all, LEAST_LOCAL), MOST_LOCAL);
  }
  return shares;
}

/** Shares in proportion, their mean over rows as told but for the most that a bin may have. */
function ofMean({ mass }: IndexBins, shares: Float64Array, told: number): Float64Array {
  let [sum, all] = [0, 0];
  for (let k = 0; k < shares.length; k++) {
    sum += mass[k] * shares[k];
    all += mass[k];
  }
  return shares.map((share) => Math.min(Math.max((share * told * all) / sum, LEAST_LOCAL), MOST_LOCAL));
}
