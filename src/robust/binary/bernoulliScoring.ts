/**
 * Fisher scoring for the direction under the Bernoulli likelihood of 0/1 labels, the curve following:
 *
 *     P(y = 1) = A + C u(w·x̃),      information h²/p(1 − p),  score h (y − p)/p(1 − p),      h = C u′,
 *
 * u′ smoothed less as the direction settles. A and C, a row each, are what a gate leaves to the index: 0 and 1 without.
 */

import { meanOf } from "../../math/mean.ts";
import { atRows } from "../indexBins.ts";
import type { Rows } from "../rows.ts";
import { scoringStep } from "../scoringStep.ts";
import { slopeAt } from "../slope.ts";
import {
  type BernoulliCurve,
  bernoulliCurve,
  type CurveShape,
  clipped,
  indexBinsOf,
  logLikelihoods,
  risingCurve,
} from "./bernoulliCurve.ts";

/** P(y = 1) = taken + left·u(z): what a gate leaves to the index, by row. */
export interface Veil {
  readonly taken: Float64Array;
  readonly left: Float64Array;
}

export interface BernoulliOptions {
  readonly shape: CurveShape;
  readonly steps: number;
  /** δ of the first step and the least; each step has .65 of the one before. */
  readonly bandwidths: readonly [number, number];
  readonly veil?: Veil;
}

const NARROWER = 0.65;
/** Steps below this, radians, move nothing. */
const SMALL = 2e-3;
/** A label is never taken to be surer than this in a step. */
const LEAST_VARIANCE = 0.03;
const VEILED_ROUNDS = 6;

/** The last iterate whose likelihood is within noise, d/n, of the best. */
export async function scoredDirection(
  rows: Rows,
  start: Float64Array,
  { shape, steps, bandwidths: [first, least], veil }: BernoulliOptions,
): Promise<Float64Array> {
  const { n, d, y } = rows;
  const slack = d / n;
  const path: { readonly w: Float64Array; readonly likelihood: number }[] = [];
  let w = start;
  let bandwidth = first;
  let top = -Infinity;
  let behind = 0;
  let length = Infinity;
  for (let step = 0; ; step++) {
    const z = await rows.index(w);
    const { bins, u } =
      veil === undefined ? bernoulliCurve(z, y, shape, Math.max(0.7 * bandwidth, 0.1)) : veiledCurve(z, y, veil);
    const p = atRows(bins, u);
    if (veil !== undefined) for (let i = 0; i < n; i++) p[i] = clipped(veil.taken[i] + veil.left[i] * p[i]);
    const likelihood = meanOf(logLikelihoods(p, y));
    path.push({ w, likelihood });
    behind = likelihood > top - slack ? 0 : behind + 1;
    top = Math.max(top, likelihood);
    if (step === steps || length < SMALL || (behind >= 2 && bandwidth <= 1.01 * least)) break;
    const slope = slopeAt(bins.centers, u, z, bandwidth);
    const information = new Float64Array(n);
    const scores = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const h = veil === undefined ? slope[i] : veil.left[i] * slope[i];
      const variance = Math.max(p[i] * (1 - p[i]), LEAST_VARIANCE);
      information[i] = (h * h) / variance;
      scores[i] = (h * (y[i] - p[i])) / variance;
    }
    ({ w, length } = await scoringStep(rows, w, bins, { information, scores }));
    bandwidth = Math.max(bandwidth * NARROWER, least);
  }
  return (path.filter(({ likelihood }) => likelihood >= top - slack).at(-1) as { readonly w: Float64Array }).w;
}

/** The rising curve behind a veil, by EM: how likely each label is the index's own, then the isotonic fit under that. */
export function veiledCurve(z: Float64Array, y: Float64Array, { taken, left }: Veil): BernoulliCurve {
  const bins = indexBinsOf(z);
  const own = new Float64Array(z.length);
  let u: Float64Array = new Float64Array(bins.count).fill(meanOf(y));
  for (let round = 0; round < VEILED_ROUNDS; round++) {
    const f = atRows(bins, u);
    for (let i = 0; i < own.length; i++) {
      const p = clipped(taken[i] + left[i] * f[i]);
      own[i] = y[i] > 0.5 ? (left[i] * f[i]) / p : (left[i] * (1 - f[i])) / (1 - p);
    }
    u = risingCurve(bins, y, own).map(clipped);
  }
  return { bins, u };
}
