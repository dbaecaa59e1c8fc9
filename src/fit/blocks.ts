/** The isotonic fit at a fixed direction, as the blocks it pools. */
import { pool } from "../math/isotonic.ts";
import type { Points } from "./points.ts";

/** Every block's first and last z, and its value; values strictly increase. */
export interface Blocks {
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly values: Float64Array;
}

/** Runs of equal z merged, then pooled. */
export function blocksOf(points: Points): Blocks {
  const { z, y, weights } = merged(points);
  const { count, starts, values, masses } = pool(y, weights);
  const first = new Float64Array(count);
  const last = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    first[k] = z[starts[k]];
    last[k] = z[k + 1 < count ? starts[k + 1] - 1 : z.length - 1];
  }
  const heights = values.slice(0, count);
  if (points.binary) makeUncertain(heights, masses);
  return { first, last, values: heights };
}

/** The points with one for each z, those of weight 0 left out. */
function merged(points: Points): Pick<Points, "z" | "y" | "weights"> {
  if (areDistinct(points)) return points;
  const { z, y, weights } = points;
  const places = new Float64Array(z.length);
  const means = new Float64Array(z.length);
  const masses = new Float64Array(z.length);
  let count = 0;
  for (let i = 0; i < z.length; i++) {
    const weight = weights[i];
    if (weight === 0) continue;
    if (count === 0 || places[count - 1] !== z[i]) places[count++] = z[i];
    means[count - 1] += weight * y[i];
    masses[count - 1] += weight;
  }
  for (let k = 0; k < count; k++) means[k] /= masses[k];
  return { z: places.subarray(0, count), y: means.subarray(0, count), weights: masses.subarray(0, count) };
}

function areDistinct({ z, weights }: Points): boolean {
  for (let i = 0; i < z.length; i++) if (weights[i] === 0 || (i > 0 && z[i] === z[i - 1])) return false;
  return true;
}

/**
 * No number of rows makes a label certain: an end block of n rows all 0 (all 1) takes half a row of the other kind,
 * ½/(n + 1), the estimate of KrichevskyT1981; and is no nearer to ½ than the block beside it.
 */
function makeUncertain(values: Float64Array, masses: Float64Array): void {
  const end = values.length - 1;
  const share = (k: number): number => 0.5 / (masses[k] + 1);
  if (values[0] === 0) values[0] = Math.min(share(0), end > 0 ? values[1] : 1);
  if (values[end] === 1) values[end] = Math.max(1 - share(end), end > 0 ? values[end - 1] : 0);
}
