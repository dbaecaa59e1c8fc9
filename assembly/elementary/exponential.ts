/**
 * eˣ = 2ᵏ eʳ with x = k ln 2 + r, |r| ≤ ½ ln 2: the reduction of fdlibm (e_exp.c), ln 2 in two parts whose first times
 * k is exact, and eʳ = 1 + (r + r²q(r)), q of degree 9 by Remez's algorithm, off by 4·10⁻¹⁸. All in all within 1 unit
 * in the last place.
 *
 * The loops of this folder keep their constants in memory: V8 loads a pair in one instruction and builds one in three.
 * Long polynomials run for four vectors side by side (Horner's rule alone would wait most of the time).
 */

/** Bytes of the longest array that these functions are given. */
export const LONGEST: usize = 2048;

/** log₂ e, a number that leaves the nearest whole number in the low word, and the two parts of ln 2. */
const C: usize = memory.data<f64>([
  1.4426950408889634, 6755399441055744.0, 6.9314718036912381649e-1, 1.90821492927058770002e-10,
]);
/** 1, 1, then q, by ascending powers. */
const Q: usize = memory.data<f64>([
  1.0, 1.0, 0.5000000000000011, 0.1666666666666641, 0.041666666666529725, 0.00833333333349499, 0.0013888888943761905,
  0.00019841269505752342, 2.480149294716152e-5, 2.755758681748781e-6, 2.763030727015395e-7, 2.5000016382199474e-8,
]);
/** 1/√2, beyond which e^{−t²} is 0, and the 26 leading bits of a number. */
const S: usize = memory.data<f64>([0.7071067811865476, 27.5]);
const LEADING: u64 = 0xfffffffff8000000;

/** k of every entry, in the low word. */
const shifts: usize = memory.data(2048, 16);

/** e^{px}: 0 below px = −745.2, ∞ above 709.8, NaN for NaN. */
export function exponential(x: usize, end: usize, p: f64, to: usize): void {
  const factor = f64x2.splat(p);
  const lowest = f64x2.splat(-750);
  const highest = f64x2.splat(710);
  const bytes = end - x;
  for (let i: usize = 0; i < bytes; i += 16) {
    const a = f64x2.pmin(f64x2.pmax(f64x2.mul(v128.load(x + i), factor), lowest), highest);
    const shift = f64x2.add(f64x2.mul(a, v128.load_splat<f64>(C)), v128.load_splat<f64>(C, 8));
    const k = f64x2.sub(shift, v128.load_splat<f64>(C, 8));
    const r = f64x2.sub(a, f64x2.mul(k, v128.load_splat<f64>(C, 16)));
    v128.store(shifts + i, shift);
    v128.store(to + i, f64x2.sub(r, f64x2.mul(k, v128.load_splat<f64>(C, 24))));
  }
  fromReduced(to, bytes);
}

/**
 * e^{−x²/2}. t = |x|/√2 = z + rest with z of 26 bits, whose square is exact: so is what is left of −z² after the
 * multiple of ln 2, and −(t − z)(t + z) is added to that. Relative precision is kept to where the result underflows.
 */
export function squareDecay(x: usize, end: usize, to: usize): void {
  const bytes = end - x;
  for (let i: usize = 0; i < bytes; i += 16) {
    const far = f64x2.mul(f64x2.abs(v128.load(x + i)), v128.load_splat<f64>(S));
    const t = f64x2.pmin(far, v128.load_splat<f64>(S, 8));
    const z = v128.and(t, i64x2.splat(LEADING));
    const rest = f64x2.mul(f64x2.sub(z, t), f64x2.add(z, t));
    const a = f64x2.neg(f64x2.mul(z, z));
    const shift = f64x2.add(f64x2.mul(a, v128.load_splat<f64>(C)), v128.load_splat<f64>(C, 8));
    const k = f64x2.sub(shift, v128.load_splat<f64>(C, 8));
    const r = f64x2.sub(a, f64x2.mul(k, v128.load_splat<f64>(C, 16)));
    v128.store(shifts + i, shift);
    v128.store(to + i, f64x2.add(r, f64x2.sub(rest, f64x2.mul(k, v128.load_splat<f64>(C, 24)))));
  }
  fromReduced(to, bytes);
}

/** From r to 2ᵏ eʳ. */
function fromReduced(r: usize, bytes: usize): void {
  const one = f64x2.splat(1);
  for (let i: usize = 0; i < bytes; i += 64) {
    const at = r + i;
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    let next = v128.load_splat<f64>(Q, 88);
    let p = next;
    let q = next;
    let s = next;
    let t = next;
    for (let place = Q + 80; place > Q; place -= 8) {
      next = v128.load_splat<f64>(place);
      p = f64x2.add(f64x2.mul(p, a), next);
      q = f64x2.add(f64x2.mul(q, b), next);
      s = f64x2.add(f64x2.mul(s, c), next);
      t = f64x2.add(f64x2.mul(t, d), next);
    }
    scaled(f64x2.add(one, f64x2.mul(p, a)), shifts + i, at);
    scaled(f64x2.add(one, f64x2.mul(q, b)), shifts + i + 16, at + 16);
    scaled(f64x2.add(one, f64x2.mul(s, c)), shifts + i + 32, at + 32);
    scaled(f64x2.add(one, f64x2.mul(t, d)), shifts + i + 48, at + 48);
  }
}

/** y·2ᵏ by two powers, so that neither 2¹⁰²⁴ nor a number below 2⁻¹⁰²² is needed on the way. */
function scaled(y: v128, shift: usize, to: usize): void {
  const k = v128.load(shift);
  const half = i32x4.shr_s(k, 1);
  const bias = i64x2.splat(1023);
  const first = i64x2.shl(i64x2.add(half, bias), 52);
  const second = i64x2.shl(i64x2.add(i64x2.sub(k, half), bias), 52);
  v128.store(to, f64x2.mul(f64x2.mul(y, first), second));
}
