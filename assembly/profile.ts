/**
 * Σω, Σωz, Σωy, Σωy² in bins of z and, where columns are wanted, Σωx and Σωyx. Rows are added to their bins in order.
 *
 *     bin     Σω Σωz Σωy Σωy²; then Σωx, d numbers, and Σωyx, d numbers
 */
import { COLUMN, F64, features } from "./layout";

const SCALARS: usize = 32;

/** Bytes of a bin. */
export function binBytes(columns: bool): usize {
  return SCALARS + (columns ? (<usize>features) << (F64 + 1) : 0);
}

/** Adds `length` rows to the sums of bins at `sums`; `places` are the bytes from there to each row's bin. */
export function addScalars(length: i32, z: usize, y: usize, omega: usize, places: usize, sums: usize): void {
  for (const end = places + ((<usize>length) << 2); places < end; places += 4) {
    const bin = sums + <usize>load<i32>(places);
    const weight = load<f64>(omega);
    const label = load<f64>(y);
    const weighed = weight * label;
    const first = f64x2.replace_lane(f64x2.splat(weight), 1, weight * load<f64>(z));
    const second = f64x2.replace_lane(f64x2.splat(weighed), 1, weighed * label);
    v128.store(bin, f64x2.add(v128.load(bin), first));
    v128.store(bin, f64x2.add(v128.load(bin, 16), second), 16);
    z += 8;
    y += 8;
    omega += 8;
  }
}

/** Adds x of the rows of a tile, two rows by two columns at a time. */
export function addColumns(x: usize, length: i32, y: usize, omega: usize, places: usize, sums: usize): void {
  const block = <usize>features * COLUMN;
  sums += SCALARS;
  for (let i = 0; i < length; i += 2) {
    const upper = sums + <usize>load<i32>(places);
    const lower = sums + <usize>load<i32>(places, 4);
    const at = x + <usize>(i >> 4) * block + ((<usize>(i & 15)) << F64);
    if (i + 1 < length) addTwo(at, v128.load(omega), v128.load(y), upper, lower);
    else addOne(at, load<f64>(omega), load<f64>(y), upper);
    places += 8;
    y += 16;
    omega += 16;
  }
}

function addTwo(x: usize, omega: v128, y: v128, upper: usize, lower: usize): void {
  const weighed = f64x2.mul(omega, y);
  const a = f64x2.splat(f64x2.extract_lane(omega, 0));
  const b = f64x2.splat(f64x2.extract_lane(omega, 1));
  const c = f64x2.splat(f64x2.extract_lane(weighed, 0));
  const d = f64x2.splat(f64x2.extract_lane(weighed, 1));
  const wide = (<usize>features) << F64;
  for (const end = upper + ((<usize>(features & ~1)) << F64); upper < end; upper += 16) {
    const left = v128.load(x);
    const right = v128.load(x, COLUMN);
    const above = v128.shuffle<f64>(left, right, 0, 2);
    const below = v128.shuffle<f64>(left, right, 1, 3);
    v128.store(upper, f64x2.add(v128.load(upper), f64x2.mul(above, a)));
    v128.store(upper + wide, f64x2.add(v128.load(upper + wide), f64x2.mul(above, c)));
    v128.store(lower, f64x2.add(v128.load(lower), f64x2.mul(below, b)));
    v128.store(lower + wide, f64x2.add(v128.load(lower + wide), f64x2.mul(below, d)));
    x += 2 * COLUMN;
    lower += 16;
  }
  if (features & 1) {
    addEntry(load<f64>(x), f64x2.extract_lane(omega, 0), f64x2.extract_lane(weighed, 0), upper);
    addEntry(load<f64>(x, 8), f64x2.extract_lane(omega, 1), f64x2.extract_lane(weighed, 1), lower);
  }
}

function addOne(x: usize, omega: f64, y: f64, bin: usize): void {
  for (let j = 0; j < features; j++) {
    addEntry(load<f64>(x), omega, omega * y, bin);
    x += COLUMN;
    bin += 8;
  }
}

function addEntry(x: f64, omega: f64, weighed: f64, at: usize): void {
  const wide = (<usize>features) << F64;
  store<f64>(at, load<f64>(at) + x * omega);
  store<f64>(at + wide, load<f64>(at + wide) + x * weighed);
}
