/** Rows along their index: what a curve is fitted to. */
import { argsort } from "../math/sort.ts";

/** Index and labels, ascending in z. */
export interface Points {
  readonly z: Float64Array;
  readonly y: Float64Array;
  readonly weights: Float64Array;
  /** Whether labels are 0 and 1. */
  readonly binary: boolean;
}

/** Room for n points. */
export function roomFor(n: number, binary: boolean): Points {
  return { z: new Float64Array(n), y: new Float64Array(n), weights: new Float64Array(n), binary };
}

/** Up to so many points are sorted as they are; more in slices that stay in the caches. */
const FEW = 30_000;
const SLICES = 256;

/**
 * The rows in ascending order of z, those of equal z in their order. Very many are put into slices of z first: far jumps
 * in memory, from row to row of the order, cost more than all else.
 *
 * @param z n indices, taken over; slices are made for a z of mean 0 and variance 1
 * @param weights n weights; ones if left out
 */
export function sorted(z: Float64Array, y: Float64Array, weights: Float64Array | undefined, binary: boolean): Points {
  const n = z.length;
  const [sortedZ, sortedY] = [new Float64Array(n), new Float64Array(n)];
  const sortedWeights = weights === undefined ? z : new Float64Array(n);
  const slices = n > FEW ? SLICES : 1;
  const starts = startsOf(z, slices);
  const next = starts.slice();
  for (let i = 0; i < n; i++) {
    const at = next[sliceOf(z[i], slices)]++;
    sortedZ[at] = z[i];
    sortedY[at] = y[i];
    if (weights !== undefined) sortedWeights[at] = weights[i];
  }
  // From here on z is not read any more.
  if (weights === undefined) sortedWeights.fill(1);
  const columns = weights === undefined ? [sortedZ, sortedY] : [sortedZ, sortedY, sortedWeights];
  const scratch = new Float64Array(starts.reduce((most, start, k) => Math.max(most, start - (starts[k - 1] ?? 0)), 0));
  for (let slice = 0; slice < slices; slice++) {
    const [start, end] = [starts[slice], starts[slice + 1]];
    const order = argsort(sortedZ.subarray(start, end));
    for (const column of columns) {
      scratch.set(column.subarray(start, end));
      for (let k = 0; k < order.length; k++) column[start + k] = scratch[order[k]];
    }
  }
  return { z: sortedZ, y: sortedY, weights: sortedWeights, binary };
}

/** Slices of equal width over [−4, 4], the outermost without end. What is not a number goes where it is refused. */
function sliceOf(z: number, slices: number): number {
  const slice = Math.floor((z + 4) * (slices / 8));
  return slice > 0 ? Math.min(slice, slices - 1) : 0;
}

/** How many rows stand before each slice. */
function startsOf(z: Float64Array, slices: number): Int32Array {
  const starts = new Int32Array(slices + 1);
  for (let i = 0; i < z.length; i++) starts[sliceOf(z[i], slices) + 1]++;
  for (let slice = 0; slice < slices; slice++) starts[slice + 1] += starts[slice];
  return starts;
}

/** So many points tell as much about a curve as is ever asked. */
export const MANY_POINTS = 100_000;

/** The points, or as many of them, each in the middle of equally many neighbors. */
export function thinned(points: Points, most: number): Points {
  const n = points.z.length;
  if (n <= most) return points;
  const some = roomFor(most, points.binary);
  for (let k = 0; k < most; k++) {
    const i = Math.floor(((k + 0.5) * n) / most);
    some.z[k] = points.z[i];
    some.y[k] = points.y[i];
    some.weights[k] = points.weights[i];
  }
  return some;
}

/**
 * Points that lie within `width` of each other as one at their mean, with their weight; those without weight left out.
 * The mean over points of a function that bends over lengths ℓ changes by about (width/ℓ)²/24.
 */
export function coarse({ z, y, weights, binary }: Points, width: number): Points {
  const sums: { z: number; y: number; weight: number }[] = [];
  let sum = { z: 0, y: 0, weight: 0 };
  let end = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < z.length; i++) {
    const weight = weights[i];
    if (weight === 0) continue;
    if (z[i] > end) {
      sum = { z: 0, y: 0, weight: 0 };
      sums.push(sum);
      end = z[i] + width;
    }
    sum.z += weight * z[i];
    sum.y += weight * y[i];
    sum.weight += weight;
  }
  return {
    z: Float64Array.from(sums, (one) => one.z / one.weight),
    y: Float64Array.from(sums, (one) => one.y / one.weight),
    weights: Float64Array.from(sums, (one) => one.weight),
    binary,
  };
}
