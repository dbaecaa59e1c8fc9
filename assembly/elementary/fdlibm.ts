/**
 * eˣ and ln x one at a time, bit for bit those of src/math/elementary.ts (@stdlib's, after fdlibm's e_exp.c and
 * e_log.c; © 1993 Sun Microsystems): for what must not differ from TypeScript in the last bit.
 */

const LN2_HI = 6.9314718036912381649e-1;
const LN2_LO = 1.90821492927058770002e-10;
const LOG2_E = 1.442695040888963387;

/** eˣ = 2ᵏ eʳ, r = x − k ln 2 in two parts hi − lo, and eʳ = 1 + r + rc/(2 − c). */
export function exp(x: f64): f64 {
  if (isNaN(x) || x == Infinity) return x;
  if (x > 7.09782712893383973096e2) return Infinity;
  if (x < -7.4513321910194110842e2) return 0;
  if (abs(x) < 3.725290298461914e-9) return 1 + x;
  const k = trunc(x < 0 ? LOG2_E * x - 0.5 : LOG2_E * x + 0.5);
  const hi = x - k * LN2_HI;
  const lo = k * LN2_LO;
  const r = hi - lo;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))));
  return timesPowerOfTwo(1 - (lo - (r * c) / (2 - c) - hi), <i32>k);
}

/** y·2ᵏ for y near 1. Below 2⁻¹⁰²² it is rounded as a product with 2⁻⁵², and what is below 2⁻¹⁰⁷⁴ is 0. */
function timesPowerOfTwo(y: f64, k: i32): f64 {
  const bits = reinterpret<i64>(y);
  const exponent = <i32>(bits >> 52) - 1023 + k;
  if (exponent < -1074) return 0;
  if (exponent > -1023) return reinterpret<f64>(bits + ((<i64>k) << 52));
  return reinterpret<f64>(bits + ((<i64>(k + 52)) << 52)) * 2.220446049250313e-16;
}

/** ln x = k ln 2 + ln(1 + f), 1 + f in [√½, √2], and ln(1 + f) by a series in s = f/(2 + f). */
export function ln(x: f64): f64 {
  if (x == 0) return -Infinity;
  if (isNaN(x) || x < 0) return NaN;
  let k: i32 = 0;
  if (x < 2.2250738585072014e-308) {
    k = -54;
    x *= 1.8014398509481984e16;
  }
  if (x == Infinity) return x;
  const bits = reinterpret<i64>(x);
  let hx = <i32>(bits >> 32);
  k += (hx >> 20) - 1023;
  hx &= 0xfffff;
  const above = (hx + 0x95f64) & 0x100000;
  k += above >> 20;
  const f = reinterpret<f64>((bits & 0xffffffff) | ((<i64>(hx | (above ^ 0x3ff00000))) << 32)) - 1;
  const dk = <f64>k;
  if ((0xfffff & (2 + hx)) < 3) {
    if (f == 0) return k == 0 ? 0 : dk * LN2_HI + dk * LN2_LO;
    const R = f * f * (0.5 - 0.33333333333333333 * f);
    return k == 0 ? f - R : dk * LN2_HI - (R - dk * LN2_LO - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const t1 = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const t2 = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const R = t2 + t1;
  if (((hx - 0x6147a) | (0x6b851 - hx)) > 0) {
    const half = 0.5 * f * f;
    if (k == 0) return f - (half - s * (half + R));
    return dk * LN2_HI - (half - (s * (half + R) + dk * LN2_LO) - f);
  }
  return k == 0 ? f - s * (f - R) : dk * LN2_HI - (s * (f - R) - dk * LN2_LO - f);
}
