import { isotonicFit } from "../math/isotonic.ts";
import type { Curve } from "../pass/pass.ts";

/** The isotonic fit of labels along z under weights: the curve of Isotron (KalaiS2009), as a field with h = 1. */
export function fittedCurve(z: Float64Array, labels: Float64Array, weights: Float64Array): Curve {
  const { knots, values } = isotonicFit(z, labels, weights);
  // The value before all knots is the first.
  const m = new Float64Array(knots.length + 1);
  m.set(values, 1);
  m[0] = values[0];
  return { knots, m, h: new Float64Array(knots.length + 1).fill(1) };
}
