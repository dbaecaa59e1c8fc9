/** Directions of index space, scaled such that the index they define has variance 1. */
import type { RandomStream } from "../math/random.ts";
import { addScaled, dot, scaled } from "../math/vectors.ts";

/**
 * random: every direction alike. axis: a coordinate. sparse-power: coordinates ±1, ±1/2, ±1/3, … in random places,
 * which keeps w·x far from normal where the coordinates of x are.
 */
export type DirectionKind = "random" | "axis" | "sparse-power";

/**
 * Draws the target w* and a decoy v with w*ᵀΣw* = vᵀΣv = 1 and w*ᵀΣv = 0; on a line there is no room for a decoy and
 * it is zero.
 *
 * @param covariance Σ of x, d×d, row-major, positive definite
 */
export function drawDirections(
  kind: DirectionKind,
  d: number,
  covariance: Float64Array,
  stream: RandomStream,
): { target: Float64Array; decoy: Float64Array } {
  const product = (a: Float64Array, b: Float64Array): number => {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += a[j] * dot(covariance.subarray(j * d, (j + 1) * d), b);
    return sum;
  };
  const unitVariance = (a: Float64Array): Float64Array => scaled(a, 1 / Math.sqrt(product(a, a)));
  const target = unitVariance(draw(kind, d, 0, stream));
  if (d === 1) return { target, decoy: new Float64Array(1) };
  const rough = unitVariance(draw(kind, d, 1, stream));
  return { target, decoy: unitVariance(addScaled(rough, -product(rough, target), target)) };
}

function draw(kind: DirectionKind, d: number, axis: number, stream: RandomStream): Float64Array {
  const direction = new Float64Array(d);
  if (kind === "axis") direction[axis] = 1;
  if (kind === "random") stream.fillNormals(direction);
  if (kind === "sparse-power") {
    stream.permutation(d).forEach((place, j) => {
      direction[place] = (stream.bernoulli(0.5) ? 1 : -1) / (j + 1);
    });
  }
  return direction;
}
