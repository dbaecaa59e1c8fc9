/**
 * z = offset + Σⱼ xⱼ wⱼ for the rows of a tile and several candidates w. Every z is summed over the columns in order,
 * so that neither tiles nor panels nor who else is projected change its bits.
 */
import { COLUMN, F64, features } from "./layout";

/** Columns that stay in the first-level cache while all candidates use them. */
const PANEL = 128;

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

/** One candidate. */
function projectOne(x: usize, blocks: i32, w: usize, z: usize): void {
  for (const end = z + <usize>blocks * COLUMN; z < end; z += COLUMN) {
    projectHalf(x, w, z);
    projectHalf(x + 64, w, z + 64);
    x += <usize>features * COLUMN;
  }
}

/** 8 of the 16 rows of a block, two columns at a time: more at once would not stay in registers. */
function projectHalf(x: usize, w: usize, z: usize): void {
  let a = v128.load_splat<f64>(w);
  let b = a;
  let c = a;
  let d = a;
  w += 8;
  for (const end = x + <usize>(features & ~1) * COLUMN; x < end; x += 2 * COLUMN) {
    const left = v128.load_splat<f64>(w);
    const right = v128.load_splat<f64>(w, 8);
    a = f64x2.add(f64x2.add(a, f64x2.mul(v128.load(x, 0), left)), f64x2.mul(v128.load(x, 128), right));
    b = f64x2.add(f64x2.add(b, f64x2.mul(v128.load(x, 16), left)), f64x2.mul(v128.load(x, 144), right));
    c = f64x2.add(f64x2.add(c, f64x2.mul(v128.load(x, 32), left)), f64x2.mul(v128.load(x, 160), right));
    d = f64x2.add(f64x2.add(d, f64x2.mul(v128.load(x, 48), left)), f64x2.mul(v128.load(x, 176), right));
    w += 16;
  }
  if (features & 1) {
    const weight = v128.load_splat<f64>(w);
    a = f64x2.add(a, f64x2.mul(v128.load(x, 0), weight));
    b = f64x2.add(b, f64x2.mul(v128.load(x, 16), weight));
    c = f64x2.add(c, f64x2.mul(v128.load(x, 32), weight));
    d = f64x2.add(d, f64x2.mul(v128.load(x, 48), weight));
  }
  v128.store(z, a, 0);
  v128.store(z, b, 16);
  v128.store(z, c, 32);
  v128.store(z, d, 48);
}

/** Two candidates at a time, panel by panel. */
function projectPairs(x: usize, blocks: i32, w: usize, next: usize, pairs: usize, z: usize, stride: usize): void {
  for (const end = z + <usize>blocks * COLUMN; z < end; z += COLUMN) {
    for (let from = 0; from < features; from += PANEL) {
      const columns = min(PANEL, features - from);
      let weights = w + ((<usize>from) << F64);
      let to = z;
      for (let pair: usize = 0; pair < pairs; pair++) {
        projectTwo(x, columns, weights, weights + next, to, to + stride, from > 0);
        projectTwo(x + 64, columns, weights, weights + next, to + 64, to + stride + 64, from > 0);
        weights += 2 * next;
        to += 2 * stride;
      }
      x += <usize>columns * COLUMN;
    }
  }
}

/** 8 rows of a block and two candidates; w and v are the weights but one, at the first column the offset. */
function projectTwo(x: usize, columns: i32, w: usize, v: usize, z: usize, u: usize, goesOn: bool): void {
  let a = v128.load_splat<f64>(w);
  let b = a;
  let c = a;
  let d = a;
  let e = v128.load_splat<f64>(v);
  let f = e;
  let g = e;
  let h = e;
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
    w += 8;
    v += 8;
    const first = v128.load_splat<f64>(w);
    const second = v128.load_splat<f64>(v);
    const p = v128.load(x, 0);
    const q = v128.load(x, 16);
    const r = v128.load(x, 32);
    const s = v128.load(x, 48);
    a = f64x2.add(a, f64x2.mul(p, first));
    b = f64x2.add(b, f64x2.mul(q, first));
    c = f64x2.add(c, f64x2.mul(r, first));
    d = f64x2.add(d, f64x2.mul(s, first));
    e = f64x2.add(e, f64x2.mul(p, second));
    f = f64x2.add(f, f64x2.mul(q, second));
    g = f64x2.add(g, f64x2.mul(r, second));
    h = f64x2.add(h, f64x2.mul(s, second));
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
