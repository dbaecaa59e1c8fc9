/**
 * z = offset + Σⱼ xⱼ wⱼ for the rows of a tile and several candidates w. Every z is summed over the columns in order,
 * so that neither tiles nor panels nor who else is projected change its bits.
 *
 * With x in f32, products of 64 columns are summed in f32 and their sums in f64; w is taken in f32, times a power of
 * two that makes its largest entry about 1.
 */
import { COLUMN, F64, features, VECTOR } from "./layout";
import { addWidened, narrow, scaleOf } from "./narrow";

/** Columns that are near while all candidates use them, and both halves of a block's rows in turn. */
const PANEL = 32;
/** Columns whose products are summed in f32. */
const SINGLE_PANEL = 64;

/**
 * Projects `blocks` blocks at x: the offset and the weights of the candidates follow one another, so do their z,
 * `stride` bytes apart.
 */
export function project(x: usize, blocks: i32, w: usize, candidates: i32, z: usize, stride: usize): void {
  const next = (<usize>features + 1) << F64;
  const pairs = <usize>(candidates >> 1);
  if (pairs > 0) projectPairs(x, blocks, w, next, pairs, z, stride);
  if (candidates & 1) projectOne(x, blocks, w + 2 * pairs * next, z + 2 * pairs * stride);
}

/** One candidate, panel by panel. */
function projectOne(x: usize, blocks: i32, w: usize, z: usize): void {
  const offset = v128.load_splat<f64>(w);
  for (const end = z + <usize>blocks * COLUMN; z < end; z += COLUMN) {
    for (let from = 0; from < features; from += PANEL) {
      const columns = min(PANEL, features - from);
      const weights = w + ((<usize>from + 1) << F64);
      projectHalf<f64>(x, columns, weights, offset, z, from > 0);
      projectHalf<f64>(x + 64, columns, weights, offset, z + 64, from > 0);
      x += <usize>columns * COLUMN;
    }
  }
}

/** Two candidates at a time, panel by panel. */
function projectPairs(x: usize, blocks: i32, w: usize, next: usize, pairs: usize, z: usize, stride: usize): void {
  for (const end = z + <usize>blocks * COLUMN; z < end; z += COLUMN) {
    for (let from = 0; from < features; from += PANEL) {
      const columns = min(PANEL, features - from);
      const goesOn = from > 0;
      let offset = w;
      let to = z;
      for (let pair: usize = 0; pair < pairs; pair++) {
        const weights = offset + ((<usize>from + 1) << F64);
        const a = v128.load_splat<f64>(offset);
        const b = v128.load_splat<f64>(offset + next);
        projectTwo<f64>(x, columns, weights, weights + next, a, b, to, to + stride, goesOn);
        projectTwo<f64>(x + 64, columns, weights, weights + next, a, b, to + 64, to + stride + 64, goesOn);
        offset += 2 * next;
        to += 2 * stride;
      }
      x += <usize>columns * COLUMN;
    }
  }
}

/** Half the rows of a block, two columns at a time: more at once would not stay in registers. */
function projectHalf<T>(x: usize, columns: i32, w: usize, start: v128, z: usize, goesOn: bool): void {
  let a = start;
  let b = start;
  let c = start;
  let d = start;
  if (goesOn) {
    a = v128.load(z, 0);
    b = v128.load(z, 16);
    c = v128.load(z, 32);
    d = v128.load(z, 48);
  }
  for (const end = x + <usize>(columns & ~1) * COLUMN; x < end; x += 2 * COLUMN) {
    const left = v128.load_splat<T>(w);
    const right = v128.load_splat<T>(w + sizeof<T>());
    a = v128.add<T>(v128.add<T>(a, v128.mul<T>(v128.load(x, 0), left)), v128.mul<T>(v128.load(x, 128), right));
    b = v128.add<T>(v128.add<T>(b, v128.mul<T>(v128.load(x, 16), left)), v128.mul<T>(v128.load(x, 144), right));
    c = v128.add<T>(v128.add<T>(c, v128.mul<T>(v128.load(x, 32), left)), v128.mul<T>(v128.load(x, 160), right));
    d = v128.add<T>(v128.add<T>(d, v128.mul<T>(v128.load(x, 48), left)), v128.mul<T>(v128.load(x, 176), right));
    w += 2 * sizeof<T>();
  }
  if (columns & 1) {
    const weight = v128.load_splat<T>(w);
    a = v128.add<T>(a, v128.mul<T>(v128.load(x, 0), weight));
    b = v128.add<T>(b, v128.mul<T>(v128.load(x, 16), weight));
    c = v128.add<T>(c, v128.mul<T>(v128.load(x, 32), weight));
    d = v128.add<T>(d, v128.mul<T>(v128.load(x, 48), weight));
  }
  v128.store(z, a, 0);
  v128.store(z, b, 16);
  v128.store(z, c, 32);
  v128.store(z, d, 48);
}

/** The same for two candidates, weights w and v, that start from p and q or, further on, from what z and u hold. */
function projectTwo<T>(
  x: usize,
  columns: i32,
  w: usize,
  v: usize,
  p: v128,
  q: v128,
  z: usize,
  u: usize,
  goesOn: bool,
): void {
  let a = p;
  let b = p;
  let c = p;
  let d = p;
  let e = q;
  let f = q;
  let g = q;
  let h = q;
  if (goesOn) {
    a = v128.load(z, 0);
    b = v128.load(z, 16);
    c = v128.load(z, 32);
    d = v128.load(z, 48);
    e = v128.load(u, 0);
    f = v128.load(u, 16);
    g = v128.load(u, 32);
    h = v128.load(u, 48);
  }
  for (const end = x + <usize>columns * COLUMN; x < end; x += COLUMN) {
    const first = v128.load_splat<T>(w);
    const second = v128.load_splat<T>(v);
    const i = v128.load(x, 0);
    const j = v128.load(x, 16);
    const k = v128.load(x, 32);
    const l = v128.load(x, 48);
    a = v128.add<T>(a, v128.mul<T>(i, first));
    b = v128.add<T>(b, v128.mul<T>(j, first));
    c = v128.add<T>(c, v128.mul<T>(k, first));
    d = v128.add<T>(d, v128.mul<T>(l, first));
    e = v128.add<T>(e, v128.mul<T>(i, second));
    f = v128.add<T>(f, v128.mul<T>(j, second));
    g = v128.add<T>(g, v128.mul<T>(k, second));
    h = v128.add<T>(h, v128.mul<T>(l, second));
    w += sizeof<T>();
    v += sizeof<T>();
  }
  v128.store(z, a, 0);
  v128.store(z, b, 16);
  v128.store(z, c, 32);
  v128.store(z, d, 48);
  v128.store(u, e, 0);
  v128.store(u, f, 16);
  v128.store(u, g, 32);
  v128.store(u, h, 48);
}

/** Bytes of the weights of a candidate in f32: a power of two in f64 that they are to be multiplied by, then they. */
export function singleBytes(): usize {
  return 16 + ((((<usize>features) << 2) + 15) & ~15);
}

/** Takes the weights of the candidates at w, each after its offset, in f32. */
export function narrowWeights(w: usize, candidates: i32, to: usize): void {
  for (; candidates > 0; candidates--) {
    const scale = scaleOf(w + 8, features);
    store<f64>(to, scale);
    narrow(w + 8, features, scale, to + 16);
    w += (<usize>features + 1) << F64;
    to += singleBytes();
  }
}

/** The same as `project` with x in f32: w has the offsets, `weights` are in f32. `part` is room for z of two blocks. */
export function projectSingle(
  x: usize,
  blocks: i32,
  w: usize,
  weights: usize,
  candidates: i32,
  z: usize,
  stride: usize,
  part: usize,
): void {
  const next = singleBytes();
  for (let k: usize = 0; k < <usize>candidates; k++) {
    const to = z + k * stride;
    const offset = v128.load_splat<f64>(w + k * ((<usize>features + 1) << F64));
    for (let at = to; at < to + <usize>blocks * 2 * COLUMN; at += 16) v128.store(at, offset);
  }
  const zero = f64x2.splat(0);
  for (const end = z + <usize>blocks * 2 * COLUMN; z < end; z += 2 * COLUMN) {
    for (let from = 0; from < features; from += SINGLE_PANEL) {
      const columns = min(SINGLE_PANEL, features - from);
      let first = weights;
      let to = z;
      let left = candidates;
      for (; left > 1; left -= 2) {
        const at = first + 16 + ((<usize>from) << 2);
        projectTwo<f32>(x, columns, at, at + next, zero, zero, part, part + COLUMN, false);
        projectTwo<f32>(x + 64, columns, at, at + next, zero, zero, part + 64, part + COLUMN + 64, false);
        addWidened(part, COLUMN, load<f64>(first), to);
        addWidened(part + COLUMN, COLUMN, load<f64>(first + next), to + stride);
        first += 2 * next;
        to += 2 * stride;
      }
      if (left > 0) {
        const at = first + 16 + ((<usize>from) << 2);
        projectHalf<f32>(x, columns, at, zero, part, false);
        projectHalf<f32>(x + 64, columns, at, zero, part + 64, false);
        addWidened(part, COLUMN, load<f64>(first), to);
      }
      x += <usize>columns * COLUMN;
    }
  }
}
