/**
 * The standard normal law, two at a time: what src/math/normal.ts and smoothedDecay.ts have. With
 *
 *     E(x) = e^{−x²/2},  R(x) = Φ(−|x|)/E(x):      Φ(−|x|) = E R,      φ(x) = E/√2π,
 *
 * everything is made of E (`squareDecay`) and R, which are arrays of their own, worked out once for all that need them.
 */

const INVERSE_ROOT_TWO_PI = 0.3989422804014327;

/** 1/√2, and a t whose 11th power is finite. */
const C: usize = memory.data<f64>([0.7071067811865476, 1e20]);
/** By descending powers. */
const P: usize = memory.data<f64>([
  1.0629290465337862e-5, 0.00022044525996287278, 0.0022660530438276577, 0.014965187261257359, 0.06969806296626395,
  0.2380174803141588, 0.6023300250461633, 1.1159883852911938, 1.454176287427447, 1.213146448343207, 0.5,
]);
const Q: usize = memory.data<f64>([
  3.767985363536276e-5, 0.0007814580998701236, 0.008051788814594377, 0.053440936631453266, 0.25107083472433533,
  0.8698843740133451, 2.2547715660907, 4.352402629434995, 6.108851813978502, 5.919370477482694, 3.5546720637819296, 1.0,
]);

/**
 * R(x) = ½ e^{t²} erfc t, t = |x|/√2, as P(t)/Q(t) of degrees 10 and 11 on all of [0, ∞): by Remez's algorithm for the
 * relative error, in (t − 2)/(t + 2), off by 10⁻¹⁷. (Cody, Math. Comp. 23 (1969) 631, does it in pieces; R has no
 * features, so that one is enough.) All coefficients are positive: nothing cancels.
 */
export function tailRatio(x: usize, end: usize, to: usize): void {
  for (; x < end; x += 64, to += 64) {
    const a = distance(x);
    const b = distance(x + 16);
    const c = distance(x + 32);
    const d = distance(x + 48);
    let next = v128.load_splat<f64>(P);
    let aP = next;
    let bP = next;
    let cP = next;
    let dP = next;
    for (let place = P + 8; place < P + 88; place += 8) {
      next = v128.load_splat<f64>(place);
      aP = f64x2.add(f64x2.mul(aP, a), next);
      bP = f64x2.add(f64x2.mul(bP, b), next);
      cP = f64x2.add(f64x2.mul(cP, c), next);
      dP = f64x2.add(f64x2.mul(dP, d), next);
    }
    next = v128.load_splat<f64>(Q);
    let aQ = next;
    let bQ = next;
    let cQ = next;
    let dQ = next;
    for (let place = Q + 8; place < Q + 96; place += 8) {
      next = v128.load_splat<f64>(place);
      aQ = f64x2.add(f64x2.mul(aQ, a), next);
      bQ = f64x2.add(f64x2.mul(bQ, b), next);
      cQ = f64x2.add(f64x2.mul(cQ, c), next);
      dQ = f64x2.add(f64x2.mul(dQ, d), next);
    }
    v128.store(to, f64x2.div(aP, aQ));
    v128.store(to, f64x2.div(bP, bQ), 16);
    v128.store(to, f64x2.div(cP, cQ), 32);
    v128.store(to, f64x2.div(dP, dQ), 48);
  }
}

/** |x|/√2, bounded so that its powers are finite. */
function distance(x: usize): v128 {
  return f64x2.pmin(f64x2.mul(f64x2.abs(v128.load(x)), v128.load_splat<f64>(C)), v128.load_splat<f64>(C, 8));
}

/** Φ(x), to full relative precision in the left tail. */
export function distribution(x: usize, end: usize, e: usize, r: usize, to: usize): void {
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  for (; x < end; x += 16, e += 16, r += 16, to += 16) {
    const tail = f64x2.mul(v128.load(e), v128.load(r));
    v128.store(to, v128.bitselect(tail, f64x2.sub(one, tail), f64x2.lt(v128.load(x), zero)));
  }
}

/**
 * E (m + τu)₊ = m Φ(x) + τ φ(x) = m₊ + E(x) (τ/√2π − |m| R(x)), x = m/τ. Where E = 0, |m| is bounded, so that an
 * infinite m has m₊.
 */
export function ramp(m: usize, end: usize, e: usize, r: usize, tau: f64, to: usize): void {
  const zero = f64x2.splat(0);
  const far = f64x2.splat(40 * tau);
  const atZero = f64x2.splat(tau * INVERSE_ROOT_TWO_PI);
  for (; m < end; m += 16, e += 16, r += 16, to += 16) {
    const at = v128.load(m);
    const distance = f64x2.pmin(f64x2.abs(at), far);
    const corner = f64x2.mul(v128.load(e), f64x2.sub(atZero, f64x2.mul(distance, v128.load(r))));
    v128.store(to, f64x2.add(f64x2.pmax(at, zero), corner));
  }
}

/**
 * e^{m + τ²/2} Φ(−x), x = m/τ + τ, the falling part of the smoothed decay. E(m/τ) = e^{m + τ²/2} E(x): so it is
 * E(m/τ) R(x) for x ≥ 0, where `whole` = e^{m + τ²/2} may overflow, and `whole` − E(m/τ) R(x) for x < 0.
 */
export function decayBelow(x: usize, end: usize, r: usize, e: usize, whole: usize, to: usize): void {
  const zero = f64x2.splat(0);
  for (; x < end; x += 16, r += 16, e += 16, whole += 16, to += 16) {
    const tail = f64x2.mul(v128.load(e), v128.load(r));
    v128.store(to, v128.bitselect(f64x2.sub(v128.load(whole), tail), tail, f64x2.lt(v128.load(x), zero)));
  }
}
