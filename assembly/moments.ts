/**
 * Σ v, Σ v x and Σ v x xᵀ over the rows of a tile, v = ω h² or ω: the upper triangle, or its diagonal alone. Sums are
 * two lanes each, as in accumulate.ts:
 *
 *     lanes     Σ v; Σ v x, d; then d for the diagonal, or the triangle in tiles of 4×2: for j = 0, 4, … and
 *               k = j, j + 2, …, x_k times x_j … x_{j+3}, then x_{k+1} times them; what is below the diagonal is not used
 */
import { accumulateOne, fourColumns } from "./accumulate";
import { COLUMN, F64, features, VECTOR } from "./layout";

/** Bytes of the lanes. */
export function momentsBytes(diagonal: bool): usize {
  const sums: i32 = 1 + features + (diagonal ? features : 8 * tiles());
  return (<usize>sums) << VECTOR;
}

function tiles(): i32 {
  let count = 0;
  for (let j = 0; j < features; j += 4) count += (features - j + 1) >> 1;
  return count;
}

/** Columns of v x: whole fours. */
export function weighedColumns(): i32 {
  return (features + 3) & ~3;
}

/** v = ω h², or ω where nothing weighs (h = 0). Its sum is added to the lanes. */
export function weigh(omega: usize, h: usize, v: usize, rows: i32, lanes: usize): void {
  let sum = v128.load(lanes);
  for (const end = v + ((<usize>rows) << F64); v < end; v += 16) {
    let value = v128.load(omega);
    if (h != 0) {
      const slope = v128.load(h);
      value = f64x2.mul(f64x2.mul(slope, slope), value);
      h += 16;
    }
    v128.store(v, value);
    sum = f64x2.add(sum, value);
    omega += 16;
  }
  v128.store(lanes, sum);
}

/** Adds the rows of a tile. `weighed` has room for v x: weighedColumns() columns a block, zeros beyond the last. */
export function addMoments(x: usize, blocks: i32, v: usize, diagonal: bool, weighed: usize, lanes: usize): void {
  const first = lanes + 16;
  const second = first + ((<usize>features) << VECTOR);
  accumulateOne<f64>(x, blocks, 0, v, first);
  if (diagonal) return addSquares(x, blocks, v, second);
  multiplyColumns(x, blocks, v, weighed);
  const columns = weighedColumns();
  let to = second;
  for (let j = 0; j < columns; j += 4) {
    for (let k = j; k < features; k += 2) {
      const other = x + <usize>k * COLUMN;
      const four = weighed + <usize>j * COLUMN;
      fourColumns<f64>(
        four,
        <usize>columns * COLUMN,
        blocks,
        other,
        other + COLUMN,
        <usize>features * COLUMN,
        to,
        to + 64,
      );
      to += 128;
    }
  }
}

function multiplyColumns(x: usize, blocks: i32, v: usize, weighed: usize): void {
  const beyond = <usize>(weighedColumns() - features) * COLUMN;
  for (; blocks > 0; blocks--) {
    for (let j = 0; j < features; j++) {
      for (let at: usize = 0; at < COLUMN; at += 16)
        v128.store(weighed + at, f64x2.mul(v128.load(v + at), v128.load(x + at)));
      x += COLUMN;
      weighed += COLUMN;
    }
    memory.fill(weighed, 0, beyond);
    weighed += beyond;
    v += COLUMN;
  }
}

/** Σ (v x) x. */
function addSquares(x: usize, blocks: i32, v: usize, lanes: usize): void {
  const end = lanes + ((<usize>features) << VECTOR);
  for (; blocks > 0; blocks--) {
    for (let to = lanes; to < end; to += 16) {
      let sum = v128.load(to);
      for (let at: usize = 0; at < COLUMN; at += 16) {
        const value = v128.load(x + at);
        sum = f64x2.add(sum, f64x2.mul(f64x2.mul(v128.load(v + at), value), value));
      }
      v128.store(to, sum);
      x += COLUMN;
    }
    v += COLUMN;
  }
}

/** The sums of both lanes, one after another: Σ v, Σ v x, and the diagonal or the triangle row by row. */
export function foldMoments(lanes: usize, diagonal: bool, to: usize): void {
  const plain = diagonal ? 1 + 2 * features : 1 + features;
  for (let i = 0; i < plain; i++) {
    store<f64>(to, sumOf(lanes));
    lanes += 16;
    to += 8;
  }
  if (diagonal) return;
  for (let j = 0; j < features; j += 4) {
    for (let k = j; k < features; k += 2) {
      for (let b = 0; b < 2; b++) {
        for (let a = 0; a < 4; a++) {
          if (j + a <= k + b && k + b < features) store<f64>(to + (triangle(j + a, k + b) << F64), sumOf(lanes));
          lanes += 16;
        }
      }
    }
  }
}

/** Where x_j x_k, j ≤ k, is in the rows of the triangle. */
function triangle(j: i32, k: i32): usize {
  return <usize>(j * features - ((j * (j - 1)) >> 1) + k - j);
}

/** The sum of two lanes. */
export function sumOf(lanes: usize): f64 {
  const pair = v128.load(lanes);
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}
