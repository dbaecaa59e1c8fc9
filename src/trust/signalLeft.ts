/**
 * The signal left at a direction: the scores of rows against their own noise,
 *
 *     T = gᵀV⁻¹g,      g = Σ b_i x̂_i,  V = Σ b_i² x̂_i x̂_iᵀ,      b = c h (y − u(z)),  x̂ = x̃ − E[x̃ | z],
 *
 * h the slope of the curve and c how much a label is trusted. With nothing left T has the law χ² of d − 1 degrees of
 * freedom (Rao1948). A direction that n rows found is off by chance; other rows, m of them, see that too, and T is then
 * 1 + m/n times as large.
 */
import { chiSquareTail } from "../math/chiSquare.ts";
import { cholesky, choleskySolve } from "../math/linear.ts";
import { dot } from "../math/vectors.ts";
import type { Rows } from "../robust/rows.ts";
import { directionLaw } from "./directionLaw.ts";

/** What rows see of a curve along a direction. */
export interface CurveSeen {
  /** y − u(z). */
  readonly residuals: Float64Array;
  readonly slope: Float64Array;
  readonly counts: Float64Array;
}

export interface SignalLeft {
  /** T, without what chance in finding the direction adds. */
  readonly statistic: number;
  readonly freedom: number;
  /** How often as much would be left by chance alone. */
  readonly p: number;
  /** How far the rows would turn the direction, beyond chance, radians. */
  readonly angle: number;
}

/**
 * @param z w·x̃ by row
 * @param found how many rows the direction was found on, none of these among them; ∞ for one that was given
 * @returns none where the rows do not tell the direction
 */
export async function signalLeft(
  rows: Rows,
  w: Float64Array,
  z: Float64Array,
  { residuals, slope, counts }: CurveSeen,
  found = Number.POSITIVE_INFINITY,
): Promise<SignalLeft | undefined> {
  const scores = residuals.map((r, i) => counts[i] * slope[i] * r);
  const information = slope.map((h, i) => counts[i] * h * h);
  const law = await directionLaw(rows, w, z, { scores, information, pull: information }, "curve");
  if (law === undefined) return undefined;
  const { step, covariance } = law;
  const d = w.length;
  let trace = 0;
  for (let j = 0; j < d; j++) trace += covariance[j * d + j];
  // Along w there is nothing to know.
  const l = cholesky(
    covariance.map((value, at) => value + trace * w[Math.floor(at / d)] * w[at % d]),
    d,
  );
  if (l === null) return undefined;
  const chance = 1 + rows.n / found;
  const statistic = dot(step, choleskySolve(l, d, step)) / chance;
  const angle = Math.sqrt(Math.max(dot(step, step) - chance * trace, 0));
  return { statistic, freedom: d - 1, p: chiSquareTail(statistic, d - 1), angle };
}
