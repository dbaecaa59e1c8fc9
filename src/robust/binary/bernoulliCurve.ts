/**
 * P(y = 1 | z) at a fixed direction, from 0/1 labels: nondecreasing, with whatever floor and ceiling the labels show, or
 * a free smooth curve, which also follows labels that were changed as a function of the index.
 */
import { ln } from "../../math/elementary.ts";
import { isotonicRegression } from "../../math/isotonic.ts";
import { smoothCurve } from "../freeCurve.ts";
import { type IndexBins, indexBins } from "../indexBins.ts";

export type CurveShape = "monotone" | "free";

export interface BernoulliCurve {
  readonly bins: IndexBins;
  /** P(y = 1) at the bins' centers. */
  readonly u: Float64Array;
}

/** No label is surer than this: likelihoods stay finite, and a single surprise does not decide. */
export const LEAST = 0.004;
/** A bin of a free curve has so many rows of the overall mean more. */
const PRIOR = 0.5;
const BANDWIDTH = 0.1;

/** How many bins so many 0/1 labels tell a curve in. */
const binsFor = (n: number): number => Math.floor(Math.min(50, Math.max(15, Math.sqrt(n) / 2)));

export const indexBinsOf = (z: Float64Array): IndexBins => indexBins(z, binsFor(z.length));

/** @param bandwidth of a free curve */
export function bernoulliCurve(
  z: Float64Array,
  y: Float64Array,
  shape: CurveShape,
  bandwidth: number = BANDWIDTH,
): BernoulliCurve {
  const bins = indexBinsOf(z);
  const u = shape === "free" ? smoothCurve(bins, y, bandwidth, undefined, PRIOR) : risingCurve(bins, y);
  return { bins, u: u.map(clipped) };
}

/** The isotonic fit of the bins' means. @param weights of the rows */
export function risingCurve({ count, binOf }: IndexBins, y: Float64Array, weights?: Float64Array): Float64Array {
  const masses = new Float64Array(count).fill(1e-9);
  const ones = new Float64Array(count);
  for (let i = 0; i < y.length; i++) {
    const weight = weights === undefined ? 1 : weights[i];
    masses[binOf[i]] += weight;
    ones[binOf[i]] += weight * y[i];
  }
  return isotonicRegression(
    ones.map((sum, k) => sum / masses[k]),
    masses,
  );
}

/** ln P(y_i). */
export const logLikelihoods = (p: Float64Array, y: Float64Array): Float64Array =>
  y.map((label, i) => ln(label > 0.5 ? clipped(p[i]) : 1 - clipped(p[i])));

export const clipped = (p: number): number => Math.min(Math.max(p, LEAST), 1 - LEAST);
