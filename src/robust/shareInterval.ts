/**
 * An interval for the share of corrupted labels. Corrupted labels that happen to lie about the curve look clean, and how
 * many those are nobody can tell, so that the two ends answer two questions:
 *
 * - at least: labels so far out that of the clean ones a thousandth would be, beyond that thousandth;
 * - at most: as many as the outlier law takes, which has some everywhere. All odds of being corrupted are multiplied by
 *   the largest e^t that is within half a χ² quantile of the likeliest (Wilks1938),
 *
 *     ℓ(t) = Σ ln((1 + q_i e^t ρ_i)/(1 + q_i e^t)),
 *
 *   q the odds and ρ how much denser the label is if it is corrupted.
 */
import { exp } from "../math/elementary.ts";
import { LogSum } from "../math/logSum.ts";
import type { Labels } from "./labels.ts";
import { type Mixture, type RowCauses, tilted } from "./mixture.ts";
import type { NoiseLaw } from "./noiseLaw.ts";

export interface ShareInterval {
  readonly low: number;
  readonly high: number;
}

/** The normal law's 95 % quantile; half its square is half the 90 % quantile of χ² with one degree of freedom. */
const QUANTILE = 1.6448536269514722;
/** A label of either law is further out than so many of its scales with probability FAR. */
const FAR = 1e-3;
const FAR_OUT: Readonly<Record<NoiseLaw["name"], number>> = { normal: 3.290526731491926, studentT2: 31.59905 };
/** e^t is looked for up to t = MOST; a density is at most so much larger than another. */
const MOST = 12;
const LARGEST = 1e250;
const HALVINGS = 24;

/** An interval that holds the share of corrupted labels with 90 %, as far as they can be told. */
export function shareInterval(mixture: Mixture, labels: Labels, causes: RowCauses = {}): ShareInterval {
  const { share } = mixture;
  const rows = rowOdds(mixture, labels, causes);
  const n = rows.prior.length;
  const out = rows.off.reduce((count, off) => count + Number(off > FAR_OUT[mixture.law.name]), 0) / n;
  const least = (out - FAR) / (1 - FAR) - QUANTILE * Math.sqrt((out * (1 - out)) / n);
  const best = fallsThrough((t) => slopeAt(rows, t), -MOST, MOST);
  const top = logLikelihoodAt(rows, best);
  const furthest = fallsThrough((t) => logLikelihoodAt(rows, t) - top + (QUANTILE * QUANTILE) / 2, best, MOST);
  return { low: Math.max(Math.min(least, share), 0), high: Math.max(shareAt(rows, furthest), share) };
}

interface RowOdds {
  /** q and ρ. */
  readonly prior: Float64Array;
  readonly ratio: Float64Array;
  /** How far out a label is, in scales of its noise. */
  readonly off: Float64Array;
}

function rowOdds(
  { bins, law, s, shares, residuals }: Mixture,
  labels: Labels,
  { spread, odds, outlying = labels.outlying }: RowCauses,
): RowOdds {
  const off = residuals.map((r, i) => Math.abs(r) / (s * (spread?.[i] ?? 1)));
  const prior = off.map((_, i) => {
    const share = tilted(shares[bins.binOf[i]], odds?.[i] ?? 1);
    return share / (1 - share);
  });
  const ratio = off.map((r, i) => {
    const clean = law.density(r * r) / (s * (spread?.[i] ?? 1));
    return Math.min(outlying[i] / clean, LARGEST);
  });
  return { prior, ratio, off };
}

/** Where a falling function is 0, or the end that is nearer to it. */
function fallsThrough(f: (t: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let k = 0; k < HALVINGS; k++) {
    const middle = (low + high) / 2;
    if (f(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function logLikelihoodAt({ prior, ratio }: RowOdds, t: number): number {
  const factor = exp(t);
  const sum = new LogSum();
  for (let i = 0; i < prior.length; i++) {
    const q = prior[i] * factor;
    sum.add((1 + q * ratio[i]) / (1 + q));
  }
  return sum.total;
}

/** ℓ′(t): shares a posteriori less shares a priori. */
function slopeAt({ prior, ratio }: RowOdds, t: number): number {
  const factor = exp(t);
  let sum = 0;
  for (let i = 0; i < prior.length; i++) {
    const q = prior[i] * factor;
    sum += (q * ratio[i]) / (1 + q * ratio[i]) - q / (1 + q);
  }
  return sum;
}

function shareAt({ prior }: RowOdds, t: number): number {
  const factor = exp(t);
  let sum = 0;
  for (const q of prior) sum += (q * factor) / (1 + q * factor);
  return sum / prior.length;
}
