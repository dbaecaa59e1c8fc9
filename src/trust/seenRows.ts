/** Rows as a fit sees them: what each tells of the direction and of the average slope. */
import type { Standing } from "../fit/standing.ts";
import type { KnownLink } from "../method/field.ts";
import { linkOf } from "../pass/maps.ts";
import type { RowTrust } from "../robust/explanation.ts";
import type { Nuisance } from "./directionLaw.ts";
import { rowCurve } from "./rowCurve.ts";
import { bendOf, curveScores, linkRows, linkScores, type RowScores } from "./rowScores.ts";
import { curveSlopeLaw, linkSlopeLaw, type SlopeLaw } from "./slopeLaw.ts";

export interface SeenRows {
  readonly scores: RowScores;
  readonly nuisance: Nuisance;
  readonly slope: SlopeLaw;
}

/** Learners whose field is that of the matching loss; others descend on the square loss. */
const MATCHING = ["glmtron", "logistic", "maximumLikelihood"];

/**
 * @param omega the weights of rows
 * @param known the link, where one is told or a plain learner won
 * @returns none where a link jumps: no direction is ever told by its slope
 */
export function seenRows(
  { told, learned: { learner, trial } }: Pick<Standing, "told" | "learned">,
  z: Float64Array,
  y: Float64Array,
  omega: Float64Array,
  known?: KnownLink,
  trust?: RowTrust,
): SeenRows | undefined {
  if (known && linkOf(known.link).jumps) return undefined;
  const curve = rowCurve(z, y, trust ? trust.counts.map((count, i) => count * omega[i]) : omega);
  const bend = bendOf(curve.residuals, omega, trust);
  const slope = curveSlopeLaw(z, curve, bend, omega);
  if (known === undefined) return { scores: curveScores(curve, bend), nuisance: "curve", slope };
  const { intercept } = trial.knowledge;
  const link = linkRows(z, y, known);
  const scores = linkScores(link, omega, MATCHING.includes(learner.name));
  const nuisance = intercept ? "line" : "ray";
  return { scores, nuisance, slope: told ? linkSlopeLaw(z, link, scores, omega, intercept) : slope };
}
