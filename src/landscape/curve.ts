/** Curves through parameter space from one optimum to another (GaripovIPVW2018): w(t) = Σ_k c_k(t) p_k, t from 0 to 1. */
import { UsageError } from "../errors.ts";

/** The ends are the first point and the last; those between are its bends. */
export interface Curve {
  readonly kind: CurveKind;
  readonly points: readonly Float64Array[];
}

export type CurveKind = keyof typeof COEFFICIENTS;

/** c_0(t), …, c_{n−1}(t) for n points. */
const COEFFICIENTS = {
  /** Bernstein's polynomials: three points make (1 − t)² p₀ + 2t(1 − t) p₁ + t² p₂. */
  bezier: (n: number, t: number): Float64Array => {
    const c = new Float64Array(n);
    c[0] = 1;
    // Degree by degree, as de Casteljau's scheme goes.
    for (let degree = 1; degree < n; degree++) {
      for (let k = degree; k >= 0; k--) c[k] = (1 - t) * c[k] + (k > 0 ? t * c[k - 1] : 0);
    }
    return c;
  },
  /** Straight from each point to the next, in equal times. */
  chain: (n: number, t: number): Float64Array =>
    Float64Array.from({ length: n }, (_, k) => Math.max(0, 1 - Math.abs(t * (n - 1) - k))),
};

/** The weights of a curve's points at t; they sum to 1. */
export function coefficientsOf({ kind, points }: Curve, t: number): Float64Array {
  return COEFFICIENTS[kind](points.length, t);
}

/** The straight line between two points, with so many bends evenly on it. */
export function straight(kind: CurveKind, from: Float64Array, to: Float64Array, bends: number): Curve {
  if (from.length !== to.length) {
    const got = `${from.length} and ${to.length} parameters`;
    throw new UsageError({
      where: "curve",
      what: "its ends are not of one kind",
      got,
      would: "give two of one network",
    });
  }
  const n = bends + 2;
  const points = Array.from({ length: n }, (_, k) => {
    const t = k / (n - 1);
    return from.map((w, i) => (1 - t) * w + t * to[i]);
  });
  return { kind, points };
}

/**
 * w(t).
 *
 * @example
 * import { pointAt } from "plumbline-fit";
 *
 * const points = [0, 1, 0].map((bend, k) => Float64Array.of(k, bend));
 * console.log(pointAt({ kind: "bezier", points }, 0.5).join(" ")); // → 1 0.5
 */
export function pointAt(curve: Curve, t: number, out = new Float64Array(curve.points[0].length)): Float64Array {
  const c = coefficientsOf(curve, t);
  out.fill(0);
  curve.points.forEach((point, k) => {
    if (c[k] !== 0) for (let i = 0; i < out.length; i++) out[i] += c[k] * point[i];
  });
  return out;
}
