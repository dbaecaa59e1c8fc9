/** f64 to f32 and back: numbers are divided by a power of two before and multiplied by it after, so that they fit. */
import { F64 } from "./layout";

/** The largest power of two that no entry's size is below, but 1 where all are 0 or one is no number. */
export function scaleOf(values: usize, count: i32): f64 {
  let largest: f64 = 0;
  for (let i = 0; i < count; i++) largest = max(largest, abs(load<f64>(values + ((<usize>i) << F64))));
  return powerOf(largest);
}

/** The same for a whole number of vectors. */
export function scaleOfVectors(values: usize, bytes: usize): f64 {
  let largest = f64x2.splat(0);
  for (const end = values + bytes; values < end; values += 16)
    largest = f64x2.max(largest, f64x2.abs(v128.load(values)));
  return powerOf(max(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1)));
}

function powerOf(largest: f64): f64 {
  // Not so far out that the power or its inverse would be no normal number.
  if (!(largest > 1e-300 && largest < 1e300)) return 1;
  return reinterpret<f64>(reinterpret<u64>(largest) & 0x7ff0000000000000);
}

/** values / scale in f32. */
export function narrow(values: usize, count: i32, scale: f64, to: usize): void {
  for (let i: usize = 0; i < <usize>count; i++)
    store<f32>(to + (i << 2), <f32>(load<f64>(values + (i << F64)) / scale));
}

/** The same for a whole number of vectors of four. */
export function narrowVectors(values: usize, bytes: usize, scale: f64, to: usize): void {
  const inverse = f64x2.splat(1 / scale);
  for (const end = values + bytes; values < end; values += 32) {
    const low = f32x4.demote_f64x2_zero(f64x2.mul(v128.load(values), inverse));
    const high = f32x4.demote_f64x2_zero(f64x2.mul(v128.load(values, 16), inverse));
    v128.store(to, v128.shuffle<f32>(low, high, 0, 1, 4, 5));
    to += 16;
  }
}

/** to += scale · values for `bytes` bytes of f32. */
export function addWidened(values: usize, bytes: usize, scale: f64, to: usize): void {
  const factor = f64x2.splat(scale);
  for (const end = values + bytes; values < end; values += 16) {
    const four = v128.load(values);
    v128.store(to, f64x2.add(v128.load(to), f64x2.mul(low(four), factor)), 0);
    v128.store(to, f64x2.add(v128.load(to, 16), f64x2.mul(high(four), factor)), 16);
    to += 32;
  }
}

function low(four: v128): v128 {
  return f64x2.promote_low_f32x4(four);
}

function high(four: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f32>(four, four, 2, 3, 2, 3));
}

/** g += scale · sums, so many vectors: of four lanes two each. */
export function addLanes(sums: usize, count: i32, scale: f64, g: usize): void {
  const factor = f64x2.splat(scale);
  for (const end = sums + ((<usize>count) << 4); sums < end; sums += 16) {
    const four = v128.load(sums);
    const pair = f64x2.add(v128.load(g), f64x2.mul(low(four), factor));
    v128.store(g, f64x2.add(pair, f64x2.mul(high(four), factor)));
    g += 16;
  }
}

/** Two blocks of 16 rows at x in f64 as one of 32 in f32. */
export function narrowBlocks(x: usize, features: i32, to: usize): void {
  const second = <usize>features * 128;
  for (let j = 0; j < features; j++) {
    narrowVectors(x, 128, 1, to);
    narrowVectors(x + second, 128, 1, to + 64);
    x += 128;
    to += 128;
  }
}

/** The blocks of 32 rows at x in f32 as twice as many of 16 in f64. */
export function widenBlocks(x: usize, blocks: i32, features: i32, to: usize): void {
  const bytes: usize = 128;
  for (; blocks > 0; blocks--) {
    const second = to + <usize>features * bytes;
    for (let j: usize = 0; j < <usize>features; j++) {
      for (let at: usize = 0; at < 64; at += 16) {
        const first = v128.load(x + at);
        v128.store(to + j * bytes + 2 * at, low(first), 0);
        v128.store(to + j * bytes + 2 * at, high(first), 16);
        const other = v128.load(x + at, 64);
        v128.store(second + j * bytes + 2 * at, low(other), 0);
        v128.store(second + j * bytes + 2 * at, high(other), 16);
      }
      x += bytes;
    }
    to = second + <usize>features * bytes;
  }
}
