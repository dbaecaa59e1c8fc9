/**
 * Σω, Σωz, Σωy, Σωy² in bins of z and, where columns are wanted, Σωx and Σωyx: rows are added to their bins in order,
 * two columns at a time.
 */
import { binOf } from "./bins";
import { blockOf, blockShift, COLUMN, F64, features, omega, y } from "./layout";

/** Adds `length` rows from `row` on, a block's first, with their z. `sums` are B bins: four scalars each, then x, then yx. */
export function profile(row: i32, length: i32, z: usize, edges: usize, count: i32, columns: bool, sums: usize): void {
  const bins = count + 1;
  const wide = (<usize>bins * features) << F64;
  const x = sums + ((<usize>bins) << (F64 + 2));
  const rowsOfBlock = 1 << blockShift;
  for (let i = 0; i < length; i += 2) {
    const first = addScalars(row + i, load<f64>(z + ((<usize>i) << F64)), edges, count, sums);
    const isPair = i + 1 < length;
    const second = isPair ? addScalars(row + i + 1, load<f64>(z + ((<usize>i) << F64), 8), edges, count, sums) : 0;
    if (!columns) continue;
    const at = blockOf(row + i) + ((<usize>((row + i) & (rowsOfBlock - 1))) << F64);
    const to = x + ((<usize>first * features) << F64);
    if (isPair) addPair(row + i, at, to, x + ((<usize>second * features) << F64), wide);
    else addColumns(row + i, at, 0, to, wide);
  }
}

/** The bin of a row, once its scalars are added to it. */
function addScalars(row: i32, z: f64, edges: usize, count: i32, sums: usize): i32 {
  const bin = binOf(edges, count, z);
  const bytes = (<usize>(count + 1)) << F64;
  const weight = load<f64>(omega + ((<usize>row) << F64));
  const label = load<f64>(y + ((<usize>row) << F64));
  const weighed = weight * label;
  let at = sums + ((<usize>bin) << F64);
  store<f64>(at, load<f64>(at) + weight);
  at += bytes;
  store<f64>(at, load<f64>(at) + weight * z);
  at += bytes;
  store<f64>(at, load<f64>(at) + weighed);
  at += bytes;
  store<f64>(at, load<f64>(at) + weighed * label);
  return bin;
}

/** x of two rows of a block, two columns at a time, to the sums of their bins: the upper row's before the lower's. */
function addPair(row: i32, x: usize, upper: usize, lower: usize, wide: usize): void {
  const weights = v128.load(omega + ((<usize>row) << F64));
  const weighed = f64x2.mul(weights, v128.load(y + ((<usize>row) << F64)));
  const a = f64x2.splat(f64x2.extract_lane(weights, 0));
  const b = f64x2.splat(f64x2.extract_lane(weights, 1));
  const c = f64x2.splat(f64x2.extract_lane(weighed, 0));
  const e = f64x2.splat(f64x2.extract_lane(weighed, 1));
  let at = x;
  let j: usize = 0;
  for (const end = (<usize>(features & ~1)) << F64; j < end; j += 16) {
    const left = v128.load(at);
    const right = v128.load(at, COLUMN);
    at += 2 * COLUMN;
    const above = v128.shuffle<f64>(left, right, 0, 2);
    const below = v128.shuffle<f64>(left, right, 1, 3);
    v128.store(upper + j, f64x2.add(v128.load(upper + j), f64x2.mul(above, a)));
    v128.store(upper + j + wide, f64x2.add(v128.load(upper + j + wide), f64x2.mul(above, c)));
    v128.store(lower + j, f64x2.add(v128.load(lower + j), f64x2.mul(below, b)));
    v128.store(lower + j + wide, f64x2.add(v128.load(lower + j + wide), f64x2.mul(below, e)));
  }
  const even = features & ~1;
  addColumns(row, x, even, upper, wide);
  addColumns(row + 1, x + 8, even, lower, wide);
}

/** x of one row, from a column on. */
function addColumns(row: i32, x: usize, from: i32, to: usize, wide: usize): void {
  const weight = load<f64>(omega + ((<usize>row) << F64));
  const weighed = weight * load<f64>(y + ((<usize>row) << F64));
  for (let j = from; j < features; j++) {
    const value = load<f64>(x + <usize>j * COLUMN);
    const at = to + ((<usize>j) << F64);
    store<f64>(at, load<f64>(at) + weight * value);
    store<f64>(at + wide, load<f64>(at + wide) + weighed * value);
  }
}
