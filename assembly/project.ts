/**
 * z = offset + Σⱼ xⱼ wⱼ for the rows of a tile and several candidates w. Every z is summed over the columns in order,
 * so that neither tiles nor panels nor who else is projected change its bits.
 */
import { COLUMN, F64, features } from "./layout";

/** Columns that stay in the first-level cache while all candidates use them. */
const PANEL = 128;

/** Projects `blocks` blocks at x: the weights of K candidates follow one another, so do their z, `stride` bytes apart. */
export function project(x: usize, blocks: i32, w: usize, candidates: i32, z: usize, stride: usize): void {
  const next = (<usize>features + 1) << F64;
  for (let k: usize = 0; k < <usize>candidates; k++) fillWith(load<f64>(w + k * next), z + k * stride, blocks);
  for (let block = 0; block < blocks; block++) {
    const to = z + <usize>block * COLUMN;
    for (let from = 0; from < features; from += PANEL) {
      const columns = min(PANEL, features - from);
      const panel = x + (<usize>block * features + from) * COLUMN;
      let weights = w + ((<usize>from + 1) << F64);
      let k: usize = 0;
      for (; k + 2 <= <usize>candidates; k += 2) {
        projectTwo(panel, columns, weights, weights + next, to + k * stride, to + (k + 1) * stride);
        projectTwo(panel + 64, columns, weights, weights + next, to + k * stride + 64, to + (k + 1) * stride + 64);
        weights += 2 * next;
      }
      if (k < <usize>candidates) projectOne(panel, columns, weights, to + k * stride);
    }
  }
}

function fillWith(offset: f64, z: usize, blocks: i32): void {
  const end = z + <usize>blocks * COLUMN;
  for (; z < end; z += 16) v128.store(z, f64x2.splat(offset));
}

/** z += Σ x w for the 16 rows of a block. */
function projectOne(x: usize, columns: i32, w: usize, z: usize): void {
  let a = v128.load(z, 0);
  let b = v128.load(z, 16);
  let c = v128.load(z, 32);
  let d = v128.load(z, 48);
  let e = v128.load(z, 64);
  let f = v128.load(z, 80);
  let g = v128.load(z, 96);
  let h = v128.load(z, 112);
  for (const end = x + <usize>columns * COLUMN; x < end; x += COLUMN) {
    const weight = v128.load_splat<f64>(w);
    a = f64x2.add(a, f64x2.mul(v128.load(x, 0), weight));
    b = f64x2.add(b, f64x2.mul(v128.load(x, 16), weight));
    c = f64x2.add(c, f64x2.mul(v128.load(x, 32), weight));
    d = f64x2.add(d, f64x2.mul(v128.load(x, 48), weight));
    e = f64x2.add(e, f64x2.mul(v128.load(x, 64), weight));
    f = f64x2.add(f, f64x2.mul(v128.load(x, 80), weight));
    g = f64x2.add(g, f64x2.mul(v128.load(x, 96), weight));
    h = f64x2.add(h, f64x2.mul(v128.load(x, 112), weight));
    w += 8;
  }
  v128.store(z, a, 0);
  v128.store(z, b, 16);
  v128.store(z, c, 32);
  v128.store(z, d, 48);
  v128.store(z, e, 64);
  v128.store(z, f, 80);
  v128.store(z, g, 96);
  v128.store(z, h, 112);
}

/** The same for 8 of the rows and two candidates at once. */
function projectTwo(x: usize, columns: i32, w: usize, v: usize, z: usize, u: usize): void {
  let a = v128.load(z, 0);
  let b = v128.load(z, 16);
  let c = v128.load(z, 32);
  let d = v128.load(z, 48);
  let e = v128.load(u, 0);
  let f = v128.load(u, 16);
  let g = v128.load(u, 32);
  let h = v128.load(u, 48);
  for (const end = x + <usize>columns * COLUMN; x < end; x += COLUMN) {
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
    w += 8;
    v += 8;
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
