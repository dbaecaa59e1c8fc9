/**
 * ln(1 + x), two at a time, after fdlibm's s_log1p.c: 1 + x = u + rest, u = 2ᵏ(1 + f) with 1 + f in [√½, √2], and
 *
 *     ln(1 + x) = k ln 2 + ln(1 + f) + rest/u,   ln(1 + f) = f − (f²/2 − s(f²/2 + s² L(s²))),  s = f/(2 + f).
 */

const LN2_HI = 6.9314718036912381649e-1;
const LN2_LO = 1.90821492927058770002e-10;

const L: usize = memory.data<f64>([
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805,
  0.15313837699209373, 0.14798198605116586,
]);

/** ln(1 + x): −∞ at −1, NaN below, x itself at ±0, ∞ and NaN. */
export function logOnePlus(x: usize, end: usize, to: usize): void {
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  const half = f64x2.splat(0.5);
  for (; x < end; x += 16, to += 16) {
    const at = v128.load(x);
    const u = f64x2.add(one, at);
    const isLarge = f64x2.ge(at, one);
    const rest = f64x2.sub(v128.bitselect(one, at, isLarge), f64x2.sub(u, v128.bitselect(at, one, isLarge)));
    // √½ has the high word 0x3fe6a09e: k counts how often 2 goes into u/√½.
    const above = i64x2.sub(u, i64x2.splat(0x3fe6a09e00000000));
    const f = f64x2.sub(i64x2.sub(u, v128.and(above, i64x2.splat(0xfff0000000000000))), one);
    const exponent = i32x4.shr_s(above, 20);
    const k = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(exponent, exponent, 1, 3, 1, 3));
    const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f));
    const z = f64x2.mul(s, s);
    // Even and odd powers side by side, for a shorter wait.
    const w = f64x2.mul(z, z);
    let even = next(v128.load_splat<f64>(L, 48), w, L + 32);
    let odd = next(v128.load_splat<f64>(L, 40), w, L + 24);
    even = next(even, w, L + 16);
    odd = next(odd, w, L + 8);
    even = next(even, w, L);
    const series = f64x2.add(even, f64x2.mul(z, odd));
    const square = f64x2.mul(f64x2.mul(half, f), f);
    const small = f64x2.add(
      f64x2.mul(s, f64x2.add(square, f64x2.mul(z, series))),
      f64x2.add(f64x2.mul(k, f64x2.splat(LN2_LO)), f64x2.div(rest, u)),
    );
    const sum = f64x2.sub(f64x2.mul(k, f64x2.splat(LN2_HI)), f64x2.sub(f64x2.sub(square, small), f));
    const isInside = v128.and(f64x2.gt(u, zero), v128.and(f64x2.lt(at, f64x2.splat(Infinity)), f64x2.ne(at, zero)));
    // ±0, ∞ and NaN as they are; −∞ = −1/0 at −1 and NaN = 0/0 below.
    const outside = v128.bitselect(
      at,
      f64x2.div(v128.bitselect(f64x2.splat(-1), zero, f64x2.eq(u, zero)), zero),
      f64x2.gt(u, zero),
    );
    v128.store(to, v128.bitselect(sum, outside, isInside));
  }
}

function next(sum: v128, t: v128, coefficient: usize): v128 {
  return f64x2.add(f64x2.mul(sum, t), v128.load_splat<f64>(coefficient));
}
