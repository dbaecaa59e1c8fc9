/**
 * eˣ, two at a time: x = k ln 2 + r with |r| ≤ ½ ln 2, and eˣ = 2ᵏ eʳ.
 *
 * The reduction is fdlibm's (e_exp.c), with ln 2 in two parts whose first times k is exact. eʳ = 1 + r + r²q(r), q of
 * degree 9 by Remez's algorithm, off by 4·10⁻¹⁸; all in all eˣ is within 1 unit in the last place.
 *
 * The constants of every loop of this folder are in memory, since V8 loads a pair in one instruction and builds one
 * in three.
 */

const C: usize = memory.data<f64>([
  1.4426950408889634, 6755399441055744.0, 6.93147180369123816490e-1, 1.90821492927058770002e-10, 1.0, -750.0, 710.0, 27.5,
  0.7071067811865476,
]);
/** q, by ascending powers. */
const Q: usize = memory.data<f64>([
  0.5000000000000011, 0.1666666666666641, 0.041666666666529725, 0.00833333333349499, 0.0013888888943761905,
  0.00019841269505752342, 2.480149294716152e-5, 2.755758681748781e-6, 2.763030727015395e-7, 2.5000016382199474e-8,
]);
const BIAS: usize = memory.data<i64>([1023]);

/** e^{px} for the entries of x: 0 below −745.2, ∞ above 709.8, NaN for NaN. */
export function exponential(x: usize, end: usize, p: f64, to: usize): void {
  exponentials(x, end, p, false, to);
}

/**
 * e^{−x²/2}. t = |x|/√2 = z + rest with z of 26 bits, whose square is exact: so is what is left of −z² after the
 * multiple of ln 2, and −(t − z)(t + z) is added to that. Relative precision is kept to where the result underflows.
 */
export function squareDecay(x: usize, end: usize, to: usize): void {
  exponentials(x, end, 0, true, to);
}

/** Both in one loop, so that the exponential itself is compiled into it. */
function exponentials(x: usize, end: usize, p: f64, isSquare: bool, to: usize): void {
  const factor = f64x2.splat(p);
  for (; x < end; x += 16, to += 16) {
    let a = v128.load(x);
    let rest = f64x2.splat(0);
    if (isSquare) {
      const t = f64x2.pmin(f64x2.mul(f64x2.abs(a), v128.load_splat<f64>(C, 64)), v128.load_splat<f64>(C, 56));
      const z = v128.and(t, i64x2.splat(0xfffffffff8000000));
      a = f64x2.neg(f64x2.mul(z, z));
      rest = f64x2.mul(f64x2.sub(z, t), f64x2.add(z, t));
    } else {
      a = f64x2.pmax(f64x2.mul(a, factor), v128.load_splat<f64>(C, 40));
      a = f64x2.pmin(a, v128.load_splat<f64>(C, 48));
    }
    // The number 1.5·2⁵² leaves k, the nearest whole number, in the low word.
    const shifted = f64x2.add(f64x2.mul(a, v128.load_splat<f64>(C, 0)), v128.load_splat<f64>(C, 8));
    const k = f64x2.sub(shifted, v128.load_splat<f64>(C, 8));
    const low = f64x2.sub(rest, f64x2.mul(k, v128.load_splat<f64>(C, 24)));
    const r = f64x2.add(f64x2.sub(a, f64x2.mul(k, v128.load_splat<f64>(C, 16))), low);
    // 2ᵏ as a product, so that neither 2¹⁰²⁴ nor a number below 2⁻¹⁰²² is needed on the way.
    const half = i32x4.shr_s(shifted, 1);
    const bias = v128.load_splat<i64>(BIAS);
    const first = i64x2.shl(i64x2.add(half, bias), 52);
    const second = i64x2.shl(i64x2.add(i64x2.sub(shifted, half), bias), 52);
    v128.store(to, f64x2.mul(f64x2.mul(nearZero(r), first), second));
  }
}

/** eʳ for |r| ≤ 0.3467; the terms of q are added up in pairs (Estrin's scheme), for a shorter wait. */
function nearZero(r: v128): v128 {
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  const low = f64x2.add(pair(Q, r), f64x2.mul(r2, pair(Q + 16, r)));
  const middle = f64x2.add(pair(Q + 32, r), f64x2.mul(r2, pair(Q + 48, r)));
  const q = f64x2.add(low, f64x2.mul(r4, f64x2.add(middle, f64x2.mul(r4, pair(Q + 64, r)))));
  return f64x2.add(v128.load_splat<f64>(C, 32), f64x2.add(r, f64x2.mul(r2, q)));
}

/** c₀ + c₁ r. */
function pair(c: usize, r: v128): v128 {
  return f64x2.add(v128.load_splat<f64>(c), f64x2.mul(v128.load_splat<f64>(c, 8), r));
}
