/** Columns that are all but a combination of others: their weights cannot be told apart, only their joint effect. */
import { cholesky, solveLowerTransposed } from "../math/linear.ts";
import type { MomentsSums } from "../pass/pass.ts";

/** A column counts as a combination when the others leave less than this share of its variance. */
const UNEXPLAINED = 1e-6;
/** Added to the variances so that exact combinations factor too. */
const RIDGE = 1e-10;
/** Up to so many features; beyond, the d³ work is not worth a notice. */
const MOST = 1000;

export interface Collinear {
  /** How many columns the ones before them explain. */
  readonly count: number;
  /** The first few of them, by number, each followed by the columns that explain it. */
  readonly groups: readonly (readonly number[])[];
}

/** @param most how many groups to work out */
export function collinearGroups({ mass, xx }: MomentsSums, d: number, most: number): Collinear {
  if (d > MOST) return { count: 0, groups: [] };
  const correlation = xx.map((sum) => sum / mass);
  for (let j = 0; j < d; j++) correlation[j * d + j] = correlation[j * d + j] * (1 + RIDGE) + RIDGE;
  const l = cholesky(correlation, d);
  if (l === null) return { count: 0, groups: [] };
  const explained = Array.from({ length: d }, (_, j) => j).filter(
    (j) => j > 0 && l[j * d + j] ** 2 <= UNEXPLAINED * correlation[j * d + j],
  );
  return { count: explained.length, groups: explained.slice(0, most).map((j) => [j, ...explaining(l, d, j)]) };
}

/** The earlier columns whose combination is column j: the large coefficients of L⁻ᵀ times the j-th row of L. */
function explaining(l: Float64Array, d: number, j: number): number[] {
  const corner = new Float64Array(j * j);
  for (let i = 0; i < j; i++) corner.set(l.subarray(i * d, i * d + j), i * j);
  const coefficients = solveLowerTransposed(corner, j, l.slice(j * d, j * d + j));
  const largest = coefficients.reduce((most, c) => Math.max(most, Math.abs(c)), 0);
  return [...coefficients.keys()].filter((i) => Math.abs(coefficients[i]) > 0.1 * largest);
}
