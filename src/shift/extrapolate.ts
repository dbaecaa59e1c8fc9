import { smooth } from "./smooth.ts";

/**
 * Dual extrapolation: λ + f(λ − λ₋), what is negative cut off, its sum made 1, smoothed. (The authors' code does not cut
 * off; a negative share cannot be sampled from.)
 */
export function extrapolate(to: Float64Array, from: ArrayLike<number>, f: number, c: number): Float64Array {
  const ahead = to.map((weight, i) => Math.max(weight + f * (weight - from[i]), 0));
  const sum = ahead.reduce((total, weight) => total + weight, 0);
  return smooth(
    ahead.map((weight) => weight / sum),
    c,
  );
}
