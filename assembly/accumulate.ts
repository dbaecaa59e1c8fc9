/**
 * g_j += Σ r x_j over the rows of a tile, for several r. Every g_j is two lanes, rows in order two by two, that are
 * added up at the end of a chunk: neither tiles nor who else is summed change its bits.
 *
 * With x in f32, the rows of a tile are summed in f32, four lanes each, and their sums in f64; r is taken in f32, times
 * a power of two that makes its largest entry about 1.
 */
import { COLUMN, features, VECTOR } from "./layout";
import { addLanes, narrowVectors, scaleOfVectors } from "./narrow";

/** Sums over `blocks` blocks at x for so many vectors r, `stride` bytes apart, into lanes g, `next` bytes apart. */
export function accumulate<T>(
  x: usize,
  blocks: i32,
  r: usize,
  stride: usize,
  candidates: i32,
  g: usize,
  next: usize,
): void {
  for (; candidates >= 2; candidates -= 2) {
    accumulateTwo<T>(x, blocks, r, r + stride, g, g + next);
    r += 2 * stride;
    g += 2 * next;
  }
  if (candidates > 0) accumulateOne<T>(x, blocks, 0, r, g);
}

/** One r, column by column from `first` on; r of a block stays in registers. */
export function accumulateOne<T>(x: usize, blocks: i32, first: i32, r: usize, g: usize): void {
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
      sum = v128.add<T>(sum, v128.mul<T>(v128.load(x, 0), p));
      sum = v128.add<T>(sum, v128.mul<T>(v128.load(x, 16), q));
      sum = v128.add<T>(sum, v128.mul<T>(v128.load(x, 32), s));
      sum = v128.add<T>(sum, v128.mul<T>(v128.load(x, 48), t));
      sum = v128.add<T>(sum, v128.mul<T>(v128.load(x, 64), u));
      sum = v128.add<T>(sum, v128.mul<T>(v128.load(x, 80), v));
      sum = v128.add<T>(sum, v128.mul<T>(v128.load(x, 96), w));
      sum = v128.add<T>(sum, v128.mul<T>(v128.load(x, 112), z));
      v128.store(at, sum);
      x += COLUMN;
    }
  }
}

/** Two r and four columns at a time, in registers over all rows of the tile. */
function accumulateTwo<T>(x: usize, blocks: i32, r: usize, s: usize, g: usize, h: usize): void {
  const between = <usize>features * COLUMN;
  let j = 0;
  for (; j + 4 <= features; j += 4) {
    const at = x + <usize>j * COLUMN;
    const lanes = (<usize>j) << VECTOR;
    fourColumns<T>(at, between, blocks, r, s, COLUMN, g + lanes, h + lanes);
  }
  if (j < features) {
    accumulateOne<T>(x, blocks, j, r, g);
    accumulateOne<T>(x, blocks, j, s, h);
  }
}

/**
 * The sums of four neighboring columns x times r and s, in eight registers over `blocks` blocks. `between` bytes lead
 * from a block of x to the next, `apart` bytes from one of r or s.
 */
export function fourColumns<T>(
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
      a = v128.add<T>(a, v128.mul<T>(p, first));
      b = v128.add<T>(b, v128.mul<T>(q, first));
      c = v128.add<T>(c, v128.mul<T>(t, first));
      d = v128.add<T>(d, v128.mul<T>(u, first));
      e = v128.add<T>(e, v128.mul<T>(p, second));
      f = v128.add<T>(f, v128.mul<T>(q, second));
      i = v128.add<T>(i, v128.mul<T>(t, second));
      k = v128.add<T>(k, v128.mul<T>(u, second));
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

/**
 * The same as `accumulate` with x in f32 and r in f64, of which `blocks` blocks of 32 rows are used. `narrowed` is room
 * for r in f32 and `sums` for the four lanes of every column, of all candidates.
 */
export function accumulateSingle(
  x: usize,
  blocks: i32,
  r: usize,
  stride: usize,
  candidates: i32,
  g: usize,
  next: usize,
  narrowed: usize,
  sums: usize,
): void {
  const bytes = <usize>blocks * 2 * COLUMN;
  const columns = (<usize>features) << VECTOR;
  for (let k: usize = 0; k < <usize>candidates; k++) {
    const scale = scaleOfVectors(r + k * stride, bytes);
    narrowVectors(r + k * stride, bytes, scale, narrowed + k * stride);
    // r is not needed any more: its first entry keeps the scale.
    store<f64>(r + k * stride, scale);
  }
  memory.fill(sums, 0, <usize>candidates * columns);
  accumulate<f32>(x, blocks, narrowed, stride, candidates, sums, columns);
  for (let k: usize = 0; k < <usize>candidates; k++) {
    addLanes(sums + k * columns, features, load<f64>(r + k * stride), g + k * next);
  }
}
