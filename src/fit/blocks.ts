/** The isotonic fit at a fixed direction, as the blocks it pools. */
import { isotonicRegression } from "../math/isotonic.ts";
import { argsort } from "../math/sort.ts";

/** Index and labels, ascending in z. */
export interface Points {
  readonly z: Float64Array;
  readonly y: Float64Array;
  readonly weights: Float64Array;
  /** Whether labels are 0 and 1. */
  readonly binary: boolean;
}

/** Every block's first and last z, and its value; values strictly increase. */
export interface Blocks {
  readonly first: number[];
  readonly last: number[];
  readonly values: number[];
}

/** Runs of equal z merged, then pooled. */
export function blocksOf({ z, y, weights, binary }: Points): Blocks {
  const at: number[] = [];
  const sums: number[] = [];
  const mass: number[] = [];
  for (let i = 0; i < z.length; i++) {
    if (weights[i] === 0) continue;
    const k = at.length - 1;
    if (k >= 0 && at[k] === z[i]) {
      sums[k] += weights[i] * y[i];
      mass[k] += weights[i];
    } else {
      at.push(z[i]);
      sums.push(weights[i] * y[i]);
      mass.push(weights[i]);
    }
  }
  const fitted = isotonicRegression(
    Float64Array.from(sums, (sum, k) => sum / mass[k]),
    Float64Array.from(mass),
  );
  const masses: number[] = [];
  const blocks: Blocks = { first: [], last: [], values: [] };
  for (let k = 0; k < at.length; k++) {
    const open = blocks.values.length - 1;
    if (open >= 0 && blocks.values[open] === fitted[k]) {
      blocks.last[open] = at[k];
      masses[open] += mass[k];
    } else {
      blocks.first.push(at[k]);
      blocks.last.push(at[k]);
      blocks.values.push(fitted[k]);
      masses.push(mass[k]);
    }
  }
  if (binary) makeUncertain(blocks.values, masses);
  return blocks;
}

/**
 * No number of rows makes a label certain: an end block of n rows all 0 (all 1) takes half a row of the other kind,
 * ½/(n + 1), the estimate of KrichevskyT1981; and is no nearer to ½ than the block beside it.
 */
function makeUncertain(values: number[], masses: readonly number[]): void {
  const end = values.length - 1;
  const share = (k: number): number => 0.5 / (masses[k] + 1);
  if (values[0] === 0) values[0] = Math.min(share(0), values[1] ?? 1);
  if (values[end] === 1) values[end] = Math.max(1 - share(end), values[end - 1] ?? 0);
}

/** Points in ascending order of z. */
export function sorted(z: Float64Array, y: Float64Array, weights: Float64Array, binary: boolean): Points {
  const order = argsort(z);
  const along = (values: Float64Array): Float64Array => Float64Array.from(order, (i) => values[i]);
  return { z: along(z), y: along(y), weights: along(weights), binary };
}
