/** Points (z, y) with weights made ready for a fit along z: sorted, equal z merged, weightless ones left out. */
import { argsort } from "./sort.ts";
import { weightsOf } from "./weights.ts";

/** Points in strictly increasing order of z. */
export interface OrderedPoints {
  readonly z: Float64Array;
  readonly y: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Sorts points by z and replaces those that share a z by one, with the sum of their weights at the weighted mean of
 * their y: for square loss the fit at a z depends on nothing else. Points of weight 0 are as if absent.
 *
 * @throws DataError where a z is NaN, or a weight is negative or not finite.
 */
export function mergeTies(z: Float64Array, y: Float64Array, weights?: Float64Array): OrderedPoints {
  const given = weightsOf(z.length, weights);
  const merged = { z: new Float64Array(z.length), y: new Float64Array(z.length), weights: new Float64Array(z.length) };
  let last = -1;
  for (const i of argsort(z)) {
    if (given[i] === 0) continue;
    if (last < 0 || z[i] !== merged.z[last]) merged.z[++last] = z[i];
    merged.weights[last] += given[i];
    merged.y[last] += (y[i] - merged.y[last]) * (given[i] / merged.weights[last]);
  }
  const length = last + 1;
  return {
    z: merged.z.subarray(0, length),
    y: merged.y.subarray(0, length),
    weights: merged.weights.subarray(0, length),
  };
}
