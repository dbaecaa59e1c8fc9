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
  const [places, means, masses] = [0, 1, 2].map(() => new Float64Array(z.length));
  let last = -1;
  for (const i of argsort(z)) {
    if (given[i] === 0) continue;
    if (last < 0 || z[i] !== places[last]) places[++last] = z[i];
    masses[last] += given[i];
    means[last] += (y[i] - means[last]) * (given[i] / masses[last]);
  }
  const distinct = last + 1;
  return {
    z: places.subarray(0, distinct),
    y: means.subarray(0, distinct),
    weights: masses.subarray(0, distinct),
  };
}
