/** The fit again, to rows of other weights, from where it ended. */

import type { Learned } from "../fit/procedure.ts";
import { unit } from "../math/vectors.ts";
import type { KnownLink } from "../method/field.ts";
import type { Trial } from "../method/trial.ts";
import type { Whitening } from "../method/whiten.ts";
import type { Pass } from "../pass/pass.ts";
import type { RowTrust } from "../robust/explanation.ts";
import { indexBins } from "../robust/indexBins.ts";
import type { Rows } from "../robust/rows.ts";
import { scoringStep } from "../robust/scoringStep.ts";
import { reweighted } from "./reweighted.ts";
import { rowCurve } from "./rowCurve.ts";
import { bendOf, curveScores } from "./rowScores.ts";

export interface Refit {
  readonly w: Float64Array;
  readonly known?: KnownLink;
  readonly trust?: RowTrust;
}

/** Steps of a refit, and how short one is that ends it, radians. */
const [STEPS, SHORT] = [6, 1e-3];

/**
 * Where the curve is found: scoring steps, the curve and the trust in each label following.
 *
 * @param omega the weights of rows
 */
export async function refitCurve(
  rows: Rows,
  start: Float64Array,
  omega: Float64Array,
  trust?: RowTrust,
): Promise<Refit> {
  let w = start;
  let trusted = trust;
  for (let step = 0; step < STEPS; step++) {
    const z = await rows.index(w);
    const curve = rowCurve(z, rows.y, trusted ? trusted.counts.map((count, i) => count * omega[i]) : omega);
    trusted = trusted?.at?.(curve.residuals) ?? trusted;
    const scores = curveScores(curve, bendOf(curve.residuals, omega, trusted));
    const next = await scoringStep(rows, w, indexBins(z), scores);
    w = next.w;
    if (next.length < SHORT) break;
  }
  return { w, ...(trusted && { trust: trusted }) };
}

/** Where a link is told: its learner's own way to refine a direction. */
export async function refitLink(
  pass: Pass,
  { learner, found, trial }: Learned,
  whitening: Whitening,
  start: Float64Array,
  omega: Float64Array,
): Promise<Refit> {
  const { moments: _, ...coordinates } = whitening;
  const train = reweighted(pass, omega);
  const there: Trial = { ...trial, train, small: train, bench: { train, heldOut: train }, whitening: coordinates };
  return learner.again({ ...found, w: unit(start) }, there);
}
