/** The curve of a fitted model as a function of the index. */
import { BLOCK, binOf, linkOf } from "../pass/maps.ts";
import { linkAt, linkMaps } from "../problem/link.ts";
import type { Curve } from "./model.ts";

export type KnotCurve = Extract<Curve, { knots: unknown }>;
export type LinkCurve = Extract<Curve, { name: unknown }>;

/** u as a function of z. */
export function curveAt(curve: Curve): (z: number) => number {
  if ("name" in curve) {
    const { scale, shift } = curve;
    const { value } = linkAt(linkOf(curve));
    return (z) => value(scale * z + shift);
  }
  const knots = Float64Array.from(curve.knots);
  const value = betweenKnots(curve, knots);
  return (z) => value(binOf(knots, z), z);
}

/** u of many z, in any order; in ascending order knots are walked along, not looked for. */
export function curveOver(curve: Curve, z: Float64Array): Float64Array {
  if ("name" in curve) return linkOver(curve, z, "value", 0);
  const knots = Float64Array.from(curve.knots);
  const value = betweenKnots(curve, knots);
  const u = new Float64Array(z.length);
  let k = 0;
  for (let i = 0; i < z.length; i++) {
    const at = z[i];
    // #{knots ≤ z} is often that of the z before, or the next.
    if (k < knots.length && knots[k] <= at) k++;
    const isBelow = k === knots.length || knots[k] > at;
    if (!isBelow || (k > 0 && knots[k - 1] > at)) k = binOf(knots, at);
    u[i] = value(k, at);
  }
  return u;
}

/** u(z) where k of the knots are ≤ z. */
function betweenKnots(
  { rule, values: heights, extend }: KnotCurve,
  knots: Float64Array,
): (k: number, z: number) => number {
  const values = Float64Array.from(heights);
  const last = knots.length - 1;
  if (rule === "step") return (k) => values[k > 0 ? k - 1 : 0];
  const line = (k: number, z: number): number =>
    values[k] + ((z - knots[k]) / (knots[k + 1] - knots[k])) * (values[k + 1] - values[k]);
  return (k, z) => {
    if (k === 0) return extend && last > 0 ? line(0, z) : values[0];
    if (k > last) return extend && last > 0 ? line(last - 1, z) : values[last];
    return line(k - 1, z);
  };
}

/** The link of a curve, or its slope through noise of spread τ, at scale·z + shift. */
export function linkOver(curve: LinkCurve, z: Float64Array, which: "value" | "smoothSlope", tau: number): Float64Array {
  const { scale, shift } = curve;
  const map = linkMaps(linkOf(curve), BLOCK)[which];
  const m = new Float64Array(BLOCK);
  const out = new Float64Array(z.length);
  for (let from = 0; from < z.length; from += BLOCK) {
    const length = Math.min(BLOCK, z.length - from);
    for (let i = 0; i < length; i++) m[i] = scale * z[from + i] + shift;
    map(m, tau, out.subarray(from, from + length), length);
  }
  return out;
}
