/** The curve of a fitted model: its value, and its slope through a little noise. */
import { normalDensity } from "../math/normal.ts";
import { binOf, linkOf } from "../pass/maps.ts";
import { linkAt } from "../problem/link.ts";
import type { Curve } from "./model.ts";

/** u as a function of z. */
export function curveAt(curve: Curve): (z: number) => number {
  if ("name" in curve) {
    const { scale, shift } = curve;
    const { value } = linkAt(linkOf(curve));
    return (z) => value(scale * z + shift);
  }
  const knots = Float64Array.from(curve.knots);
  const values = Float64Array.from(curve.values);
  const last = knots.length - 1;
  if (curve.rule === "step") return (z) => values[Math.max(binOf(knots, z) - 1, 0)];
  const line = (k: number, z: number): number =>
    values[k] + ((z - knots[k]) / (knots[k + 1] - knots[k])) * (values[k + 1] - values[k]);
  return (z) => {
    const k = binOf(knots, z) - 1;
    if (k < 0) return curve.extend && last > 0 ? line(0, z) : values[0];
    if (k >= last) return curve.extend && last > 0 ? line(last - 1, z) : values[last];
    return line(k, z);
  };
}

/** How wide the noise is through which slopes are seen, in standard deviations of the index. */
const WIDTH = 0.1;

/**
 * E u′(z) over rows: the average derivative, by which weights become effects in the response's unit. A staircase has
 * no slope of its own, and a kink no single one, so slopes are seen through Gaussian noise of a tenth of a deviation.
 *
 * @param z index of the n rows
 */
export function meanSlope(curve: Curve, z: Float64Array, weights?: Float64Array): number {
  const slope = slopeAt(curve);
  let sum = 0;
  let mass = 0;
  for (let i = 0; i < z.length; i++) {
    const omega = weights?.[i] ?? 1;
    sum += omega * slope(z[i]);
    mass += omega;
  }
  return sum / mass;
}

function slopeAt(curve: Curve): (z: number) => number {
  if ("name" in curve) {
    const { scale, shift } = curve;
    const { smoothSlope } = linkAt(linkOf(curve));
    return (z) => scale * smoothSlope(scale * z + shift, scale * WIDTH);
  }
  if (curve.extend) {
    const rise = (curve.values[1] - curve.values[0]) / (curve.knots[1] - curve.knots[0]);
    return () => rise;
  }
  const u = curveAt(curve);
  // E u′(z + WIDTH·noise) by its knots: jumps of a staircase, or the differences of a polyline over twice the width.
  if (curve.rule === "linear") return (z) => (u(z + WIDTH) - u(z - WIDTH)) / (2 * WIDTH);
  return staircaseSlope(curve.knots, curve.values);
}

function staircaseSlope(knots: readonly number[], values: readonly number[]): (z: number) => number {
  const at = Float64Array.from(knots);
  return (z) => {
    let slope = 0;
    for (let k = Math.max(binOf(at, z - 8 * WIDTH), 1); k < at.length && at[k] < z + 8 * WIDTH; k++) {
      slope += ((values[k] - values[k - 1]) * normalDensity((z - at[k]) / WIDTH)) / WIDTH;
    }
    return slope;
  };
}
