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
  const n = z.length;
  const given = weights && weightsOf(n, weights);
  const order = argsort(z);
  const [places, means, masses] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  let last = -1;
  for (let k = 0; k < n; k++) {
    const i = order[k];
    const weight = given === undefined ? 1 : given[i];
    if (weight === 0) continue;
    const place = z[i];
    if (last < 0 || place !== places[last]) {
      last++;
      places[last] = place;
      means[last] = y[i];
      masses[last] = weight;
    } else {
      masses[last] += weight;
      means[last] += (y[i] - means[last]) * (weight / masses[last]);
    }
  }
  const distinct = last + 1;
  return {
    z: places.subarray(0, distinct),
    y: means.subarray(0, distinct),
    weights: masses.subarray(0, distinct),
  };
}
