/**
 * Functions that do not change much, of all of the line, as a Chebyshev series in v = (m² − L²)/(m² + L²): Boyd's
 * rational Chebyshev functions (J. Comput. Phys. 69 (1987) 112) of even order. With r = √(m² + L²), Σ = Σ c_k T_k(v),
 *
 *     odd: (m/r) Σ      even: Σ      corner: r Σ − p|m|, and 0 beyond |m| = 12 L.
 */
import { CORNER, ODD } from "../../src/pass/kernel/opcodes";

/** Beyond it, m²/(m² + L²) is 1. */
const FARTHEST = 1e100;
/** Σ of the present four vectors; `to` may be m itself. */
const sums: usize = memory.data(64, 16);
/** In units of L: where a corner has come to nothing. */
const REACH = 12.0;

/** @param coefficients an odd number of them, the last first */
export function series(
  m: usize,
  end: usize,
  parity: i32,
  length: f64,
  p: f64,
  coefficients: usize,
  count: i32,
  to: usize,
): void {
  const last = coefficients + ((<usize>count - 1) << 3);
  const square = f64x2.splat(length * length);
  for (; m < end; m += 64, to += 64) {
    const a = place(m, square);
    const b = place(m + 16, square);
    const c = place(m + 32, square);
    const d = place(m + 48, square);
    // Clenshaw's recurrence, two steps a turn, for four vectors side by side.
    let a1 = f64x2.splat(0);
    let b1 = a1;
    let c1 = a1;
    let d1 = a1;
    let a2 = a1;
    let b2 = a1;
    let c2 = a1;
    let d2 = a1;
    for (let at = coefficients; at < last; at += 16) {
      let next = v128.load_splat<f64>(at);
      a2 = f64x2.add(f64x2.sub(next, a2), f64x2.mul(a, a1));
      b2 = f64x2.add(f64x2.sub(next, b2), f64x2.mul(b, b1));
      c2 = f64x2.add(f64x2.sub(next, c2), f64x2.mul(c, c1));
      d2 = f64x2.add(f64x2.sub(next, d2), f64x2.mul(d, d1));
      next = v128.load_splat<f64>(at, 8);
      a1 = f64x2.add(f64x2.sub(next, a1), f64x2.mul(a, a2));
      b1 = f64x2.add(f64x2.sub(next, b1), f64x2.mul(b, b2));
      c1 = f64x2.add(f64x2.sub(next, c1), f64x2.mul(c, c2));
      d1 = f64x2.add(f64x2.sub(next, d1), f64x2.mul(d, d2));
    }
    const first = v128.load_splat<f64>(last);
    const half = f64x2.splat(0.5);
    v128.store(sums, f64x2.add(f64x2.sub(first, a2), f64x2.mul(f64x2.mul(half, a), a1)));
    v128.store(sums, f64x2.add(f64x2.sub(first, b2), f64x2.mul(f64x2.mul(half, b), b1)), 16);
    v128.store(sums, f64x2.add(f64x2.sub(first, c2), f64x2.mul(f64x2.mul(half, c), c1)), 32);
    v128.store(sums, f64x2.add(f64x2.sub(first, d2), f64x2.mul(f64x2.mul(half, d), d1)), 48);
    for (let i: usize = 0; i < 64; i += 16) {
      const sum = v128.load(sums + i);
      if (parity == ODD) v128.store(to + i, f64x2.mul(slope(m + i, square), sum));
      else if (parity == CORNER) v128.store(to + i, corner(m + i, square, length * REACH, p, sum));
      else v128.store(to + i, sum);
    }
  }
}

function bounded(m: v128): v128 {
  return f64x2.pmin(f64x2.pmax(m, f64x2.splat(-FARTHEST)), f64x2.splat(FARTHEST));
}

/** 2v */
function place(m: usize, square: v128): v128 {
  const at = bounded(v128.load(m));
  const squared = f64x2.mul(at, at);
  const v = f64x2.div(f64x2.sub(squared, square), f64x2.add(squared, square));
  return f64x2.add(v, v);
}

/** m/r */
function slope(m: usize, square: v128): v128 {
  const at = bounded(v128.load(m));
  return f64x2.div(at, f64x2.sqrt(f64x2.add(f64x2.mul(at, at), square)));
}

/** r Σ − p|m| */
function corner(m: usize, square: v128, reach: f64, p: f64, sum: v128): v128 {
  const size = f64x2.abs(v128.load(m));
  const r = f64x2.sqrt(f64x2.add(f64x2.mul(size, size), square));
  const value = f64x2.sub(f64x2.mul(r, sum), f64x2.mul(f64x2.splat(p), size));
  return v128.and(value, f64x2.lt(size, f64x2.splat(reach)));
}
