/**
 * g_j += Σ r x_j over the rows of a tile, for several r. Every g_j is two lanes, rows in order two by two, that are
 * added up at the end of a chunk: neither tiles nor who else is summed change its bits.
 */
import { COLUMN, features, VECTOR } from "./layout";

/** Sums over `blocks` blocks at x for so many vectors r, `stride` bytes apart, into lanes g, `next` bytes apart. */
export function accumulate(
  x: usize,
  blocks: i32,
  r: usize,
  stride: usize,
  candidates: i32,
  g: usize,
  next: usize,
): void {
  for (; candidates >= 2; candidates -= 2) {
    accumulateTwo(x, blocks, r, r + stride, g, g + next);
    r += 2 * stride;
    g += 2 * next;
  }
  if (candidates > 0) accumulateOne(x, blocks, 0, r, g);
}

/** One r, column by column from `first` on; r of a block stays in registers. */
export function accumulateOne(x: usize, blocks: i32, first: i32, r: usize, g: usize): void {
  g += (<usize>first) << VECTOR;
  const end = g + ((<usize>(features - first)) << VECTOR);
  for (const last = r + <usize>blocks * COLUMN; r < last; r += COLUMN) {
    const p = v128.load(r, 0);
    const q = v128.load(r, 16);
    const s = v128.load(r, 32);
    const t = v128.load(r, 48);
    const u = v128.load(r, 64);
    const v = v128.load(r, 80);
    const w = v128.load(r, 96);
    const z = v128.load(r, 112);
    x += <usize>first * COLUMN;
    for (let at = g; at < end; at += 16) {
      let sum = v128.load(at);
      sum = f64x2.add(sum, f64x2.mul(v128.load(x, 0), p));
      sum = f64x2.add(sum, f64x2.mul(v128.load(x, 16), q));
      sum = f64x2.add(sum, f64x2.mul(v128.load(x, 32), s));
      sum = f64x2.add(sum, f64x2.mul(v128.load(x, 48), t));
      sum = f64x2.add(sum, f64x2.mul(v128.load(x, 64), u));
      sum = f64x2.add(sum, f64x2.mul(v128.load(x, 80), v));
      sum = f64x2.add(sum, f64x2.mul(v128.load(x, 96), w));
      sum = f64x2.add(sum, f64x2.mul(v128.load(x, 112), z));
      v128.store(at, sum);
      x += COLUMN;
    }
  }
}

/** Two r and four columns at a time, in registers over all rows of the tile. */
function accumulateTwo(x: usize, blocks: i32, r: usize, s: usize, g: usize, h: usize): void {
  const between = <usize>features * COLUMN;
  let j = 0;
  for (; j + 4 <= features; j += 4) {
    const at = x + <usize>j * COLUMN;
    const lanes = (<usize>j) << VECTOR;
    fourColumns(at, between, blocks, r, s, COLUMN, g + lanes, h + lanes);
  }
  if (j < features) {
    accumulateOne(x, blocks, j, r, g);
    accumulateOne(x, blocks, j, s, h);
  }
}

/**
 * The sums of four neighboring columns x times r and s, in eight registers over `blocks` blocks. `between` bytes lead
 * from a block of x to the next, `apart` bytes from one of r or s.
 */
export function fourColumns(
  x: usize,

  between: usize,
  blocks: i32,
  r: usize,
  s: usize,
  apart: usize,
  g: usize,
  h: usize,
): void {
  let a = v128.load(g, 0);
  let b = v128.load(g, 16);
  let c = v128.load(g, 32);
  let d = v128.load(g, 48);
  let e = v128.load(h, 0);
  let f = v128.load(h, 16);
  let i = v128.load(h, 32);
  let k = v128.load(h, 48);
  for (; blocks > 0; blocks--) {
    for (const last = r + COLUMN; r < last; r += 16) {
      const first = v128.load(r);
      const second = v128.load(s);
      const p = v128.load(x, 0);
      const q = v128.load(x, COLUMN);
      const t = v128.load(x, 2 * COLUMN);
      const u = v128.load(x, 3 * COLUMN);
      a = f64x2.add(a, f64x2.mul(p, first));
      b = f64x2.add(b, f64x2.mul(q, first));
      c = f64x2.add(c, f64x2.mul(t, first));
      d = f64x2.add(d, f64x2.mul(u, first));
      e = f64x2.add(e, f64x2.mul(p, second));
      f = f64x2.add(f, f64x2.mul(q, second));
      i = f64x2.add(i, f64x2.mul(t, second));
      k = f64x2.add(k, f64x2.mul(u, second));
      x += 16;
      s += 16;
    }
    x += between - COLUMN;
    r += apart - COLUMN;
    s += apart - COLUMN;
  }
  v128.store(g, a, 0);
  v128.store(g, b, 16);
  v128.store(g, c, 32);
  v128.store(g, d, 48);
  v128.store(h, e, 0);
  v128.store(h, f, 16);
  v128.store(h, i, 32);
  v128.store(h, k, 48);
}
