/** Whether row-major numbers can be the x of a design as they are. */
import { alike } from "./copies.ts";

/** Whether all entries are finite, in one reading. */
export function areFinite(x: Float64Array): boolean {
  // v − v is 0 for finite v, else NaN, which stays in a sum; four sums do not wait for each other.
  let [a, b, c, e] = [0, 0, 0, 0];
  const fours = x.length - (x.length % 4);
  for (let i = 0; i < fours; i += 4) {
    a += x[i] - x[i];
    b += x[i + 1] - x[i + 1];
    c += x[i + 2] - x[i + 2];
    e += x[i + 3] - x[i + 3];
  }
  for (let i = fours; i < x.length; i++) a += x[i] - x[i];
  return a + b + c + e === 0;
}

/** Whether each of the d columns of finite x takes more than one value. */
export function allVary(x: Float64Array, n: number, d: number): boolean {
  let constant = Array.from({ length: d }, (_, j) => j);
  for (let i = 1; i < n && constant.length > 0; i++) {
    if (constant.some((j) => x[i * d + j] !== x[j])) constant = constant.filter((j) => x[i * d + j] === x[j]);
  }
  return constant.length === 0;
}

/** Whether no two of the d columns of finite x are the same. */
export function allDiffer(x: Float64Array, n: number, d: number): boolean {
  const columns = Array.from({ length: d }, (_, j) => j);
  return alike([columns], n, (j, i) => x[i * d + j] + 0).length === 0; // −0 + 0 = 0
}
