import { meanOf } from "./mean.ts";
import { norm } from "./vectors.ts";

/**
 * The mean of paired differences and its standard error: of losses or scores of the same rows, most of whose variation two
 * rules share.
 */
export interface Paired {
  readonly mean: number;
  readonly error: number;
}

/** By how much the first is larger. */
export function paired(first: Float64Array, second: Float64Array): Paired {
  const differences = first.map((value, i) => value - second[i]);
  const mean = meanOf(differences);
  // A norm does not overflow where squares do.
  return { mean, error: norm(differences.map((value) => value - mean)) / differences.length };
}

/**
 * How sure it is that the first is larger: the mean difference in standard errors; 0 where all differences are the same.
 * Held-out losses are dominated by a few rows, so that a smaller sum alone says little.
 */
export function evidence(first: Float64Array, second: Float64Array): number {
  const { mean, error } = paired(first, second);
  return error > 0 ? mean / error : 0;
}
