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
  const n = first.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += first[i] - second[i];
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const deviation = first[i] - second[i] - mean;
    squares += deviation * deviation;
  }
  return { mean, error: Math.sqrt(squares / n / n) };
}

/**
 * How sure it is that the first is larger: the mean difference in standard errors; 0 where all differences are the same.
 * Held-out losses are dominated by a few rows, so that a smaller sum alone says little.
 */
export function evidence(first: Float64Array, second: Float64Array): number {
  const { mean, error } = paired(first, second);
  return error > 0 ? mean / error : 0;
}
