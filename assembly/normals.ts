/** xoshiro256++ in bulk: normal numbers and places to swap, bit for bit those of src/math/random.ts and normals.ts. */
import { exp, ln } from "./elementary/fdlibm";

/** The words s₀ … s₃ of the generator; the host writes them before a call and reads them after it. */
export const STATE: usize = memory.data(32, 8);
/** x₀ … x₂₅₆ and f(x₀) … f(x₂₅₆) of the ziggurat, written by the host once. */
export const EDGES: usize = memory.data(257 * 8, 8);
export const HEIGHTS: usize = memory.data(257 * 8, 8);
/** What a call gives: at most so many bytes. */
export const OUT_BYTES: i32 = 8192;
export const OUT: usize = memory.data(8192, 8);

const TWO_TO_MINUS_53: f64 = 1.1102230246251565e-16;

function next(): u64 {
  const a = load<u64>(STATE);
  const b = load<u64>(STATE, 8);
  const c = load<u64>(STATE, 16) ^ a;
  const d = load<u64>(STATE, 24);
  const e = d ^ b;
  store<u64>(STATE, a ^ e);
  store<u64>(STATE, b ^ c, 8);
  store<u64>(STATE, c ^ (b << 17), 16);
  store<u64>(STATE, rotl<u64>(e, 45), 24);
  return rotl<u64>(a + d, 23) + a;
}

function uniform(): f64 {
  return <f64>(next() >>> 11) * TWO_TO_MINUS_53;
}

/**
 * The next `count` normal numbers. The inner loop is that of normals.ts with the state in locals; it makes no call, so
 * that they stay in registers, and is left for the one number in 85 that lies beyond the inner rectangle of its layer.
 */
export function normals(count: i32): void {
  const end = OUT + ((<usize>count) << 3);
  let out = OUT;
  while (out < end) {
    let a = load<u64>(STATE);
    let b = load<u64>(STATE, 8);
    let c = load<u64>(STATE, 16);
    let d = load<u64>(STATE, 24);
    let layer: usize = 0;
    let x: f64 = 0;
    let inside = false;
    do {
      const bits = rotl<u64>(a + d, 23) + a;
      const shifted = b << 17;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = rotl<u64>(d, 45);
      layer = (<usize>bits & 255) << 3;
      x = <f64>(<i64>bits >> 10) * TWO_TO_MINUS_53 * load<f64>(EDGES + layer);
      inside = abs(x) < load<f64>(EDGES + layer, 8);
      store<f64>(out, x);
      out += 8;
    } while (inside && out < end);
    store<u64>(STATE, a);
    store<u64>(STATE, b, 8);
    store<u64>(STATE, c, 16);
    store<u64>(STATE, d, 24);
    if (!inside) store<f64>(out - 8, beyond(layer, x));
  }
}

/** What becomes of an x beyond the inner rectangle of its layer. */
function beyond(layer: usize, x: f64): f64 {
  while (true) {
    if (layer == 0) return tail(x < 0);
    const low = load<f64>(HEIGHTS + layer);
    const high = load<f64>(HEIGHTS + layer, 8);
    if (low + uniform() * (high - low) < exp(-0.5 * x * x)) return x;
    const bits = next();
    layer = (<usize>bits & 255) << 3;
    x = <f64>(<i64>bits >> 10) * TWO_TO_MINUS_53 * load<f64>(EDGES + layer);
    if (abs(x) < load<f64>(EDGES + layer, 8)) return x;
  }
}

function tail(negative: bool): f64 {
  const r = load<f64>(EDGES, 8);
  while (true) {
    const past = -ln(1 - uniform()) / r;
    const other = -ln(1 - uniform());
    if (2 * other > past * past) return negative ? -(r + past) : r + past;
  }
}

/**
 * For i = top, top − 1, … (`count` of them) a place in 0 … i, uniform and without bias (Lemire2019): the high word of
 * the product of a 32-bit draw with i + 1, unless the low word is one of those that would come once too often.
 */
export function places(top: u32, count: i32): void {
  for (let k: i32 = 0; k < count; k++) {
    const n = top - k + 1;
    let product = (next() >>> 32) * <u64>n;
    if (<u32>product < n) {
      const excess: u32 = (0 - n) % n;
      while (<u32>product < excess) product = (next() >>> 32) * <u64>n;
    }
    store<u32>(OUT + ((<usize>k) << 2), <u32>(product >>> 32));
  }
}
