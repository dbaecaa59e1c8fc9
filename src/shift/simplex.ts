/** Weights that are nonnegative and sum to 1. */

/** 1/k, k times. */
export function uniform(k: number): Float64Array {
  return new Float64Array(k).fill(1 / k);
}

/**
 * The weights nearest to z in the metric Σ (p − z)²/u, which is p = max(0, z − τu) for the one τ that makes them sum to
 * 1. Without `reference`, u is the same everywhere and the metric Euclid's.
 *
 * Entries that τ, solved for those that are left, would make negative are left out until there are none (Michelot1986):
 * τ only grows, so they would be 0 in the end as well. No sorting, and a handful of readings in practice.
 *
 * @param z finite
 * @param reference u ≥ 0, not all 0; where it is 0, so is p
 *
 * @example
 * import { projectOntoSimplex } from "plumbline-fit";
 *
 * console.log(projectOntoSimplex(Float64Array.of(0.5, 0.25, -1)).join()); // → 0.625,0.375,0
 */
export function projectOntoSimplex(z: Float64Array, reference: Float64Array = z.map(() => 1)): Float64Array {
  const k = z.length;
  // z + c·u has the same projection as z; with the largest z/u at 0, sums of huge entries stay finite.
  let [highest, at] = [Number.NEGATIVE_INFINITY, 0];
  for (let j = 0; j < k; j++)
    if (reference[j] > 0 && z[j] / reference[j] > highest) highest = z[(at = j)] / reference[j];
  const lifted = new Float64Array(k);
  for (let j = 0; j < k; j++) lifted[j] = reference[j] > 0 ? z[j] - highest * reference[j] : Number.NEGATIVE_INFINITY;
  lifted[at] = 0;
  // Alone, the highest has τ = −1/u; it is no less for all.
  let tau = -1 / reference[at];
  for (let left = -1; ; ) {
    let [count, sum, mass] = [0, 0, 0];
    for (let j = 0; j < k; j++) {
      if (!(lifted[j] > tau * reference[j])) continue;
      count++;
      sum += lifted[j];
      mass += reference[j];
    }
    if (count === left) break;
    left = count;
    tau = (sum - 1) / mass;
  }
  return lifted.map((value, j) => Math.max(0, value - tau * reference[j]));
}

export function highest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}

/** What is largest, the first among equals: all mass on it is the worst that weights can do. */
export function atLargest(values: Float64Array): Float64Array {
  const weights = new Float64Array(values.length);
  weights[values.indexOf(highest(values))] = 1;
  return weights;
}
