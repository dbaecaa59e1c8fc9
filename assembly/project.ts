/**
 * z = offset + Σⱼ xⱼ wⱼ for the rows of a tile and several candidates w. Every z is summed over the columns in order,
 * so that neither tiles nor panels nor who else is projected change its bits.
 */
import { COLUMN, F64, features } from "./layout";

/** Columns that stay in the first-level cache while all candidates use them. */
const PANEL = 128;

/** Projects `blocks` blocks at x: offset and weights of the candidates follow one another, so do their z, `stride` bytes apart. */
export function project(x: usize, blocks: i32, w: usize, candidates: i32, z: usize, stride: usize): void {
  const next = (<usize>features + 1) << F64;
  let to = z;
  for (let k = 0; k < candidates; k++) {
    fill(load<f64>(w + <usize>k * next), to, blocks);
    to += stride;
  }
  for (let block = 0; block < blocks; block++) {
    for (let from = 0; from < features; from += PANEL) {
      const columns = min(PANEL, features - from);
      projectPanel(x, columns, w + ((<usize>from + 1) << F64), next, candidates, z, stride);
      x += <usize>columns * COLUMN;
    }
    z += COLUMN;
  }
}

function fill(value: f64, at: usize, blocks: i32): void {
  for (const end = at + <usize>blocks * COLUMN; at < end; at += 16) v128.store(at, f64x2.splat(value));
}

function projectPanel(x: usize, columns: i32, w: usize, next: usize, candidates: i32, z: usize, stride: usize): void {
  for (; candidates >= 2; candidates -= 2) {
    projectTwo(x, columns, w, w + next, z, z + stride);
    projectTwo(x + 64, columns, w, w + next, z + 64, z + stride + 64);
    w += 2 * next;
    z += 2 * stride;
  }
  if (candidates > 0) {
    projectOne(x, columns, w, z);
    projectOne(x + 64, columns, w, z + 64);
  }
}

/** z += Σ x w for 8 of the 16 rows of a block, two columns at a time: more at once would not stay in registers. */
function projectOne(x: usize, columns: i32, w: usize, z: usize): void {
  let a = v128.load(z, 0);
  let b = v128.load(z, 16);
  let c = v128.load(z, 32);
  let d = v128.load(z, 48);
  for (const end = x + <usize>(columns & ~1) * COLUMN; x < end; x += 2 * COLUMN) {
    const left = v128.load_splat<f64>(w);
    const right = v128.load_splat<f64>(w, 8);
    a = f64x2.add(f64x2.add(a, f64x2.mul(v128.load(x, 0), left)), f64x2.mul(v128.load(x, 128), right));
    b = f64x2.add(f64x2.add(b, f64x2.mul(v128.load(x, 16), left)), f64x2.mul(v128.load(x, 144), right));
    c = f64x2.add(f64x2.add(c, f64x2.mul(v128.load(x, 32), left)), f64x2.mul(v128.load(x, 160), right));
    d = f64x2.add(f64x2.add(d, f64x2.mul(v128.load(x, 48), left)), f64x2.mul(v128.load(x, 176), right));
    w += 16;
  }
  if (columns & 1) {
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

/** The same for two candidates at once, a column at a time. */
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
