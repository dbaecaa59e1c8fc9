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

/** u of many z, in any order. */
export function curveOver(curve: Curve, z: Float64Array): Float64Array {
  if ("name" in curve) return linkOver(curve, z, "value", 0);
  const knots = Float64Array.from(curve.knots);
  const guide = guideTo(knots);
  const value = betweenKnots(curve, knots);
  const u = new Float64Array(z.length);
  for (let i = 0; i < z.length; i++) {
    const at = z[i];
    let k = guide.counts[cellOf(guide, at)];
    let steps = 0;
    while (k < knots.length && knots[k] <= at && steps++ < MOST_STEPS) k++;
    while (k > 0 && knots[k - 1] > at && steps++ < MOST_STEPS) k--;
    u[i] = value(steps < MOST_STEPS ? k : binOf(knots, at), at);
  }
  return u;
}

/** Cells of equal width from the first knot to the last, and how many knots lie at or before each's beginning. */
interface Guide {
  readonly low: number;
  readonly perUnit: number;
  readonly counts: Int32Array;
}

/** Where knots crowd in a cell, they are looked for by bisection. */
const MOST_STEPS = 8;

/** Two cells a knot: from where the guide points it is a step or two, where bisection takes ten and guesses each. */
function guideTo(knots: Float64Array): Guide {
  const cells = 2 * knots.length;
  const low = knots[0];
  const span = knots[knots.length - 1] - low;
  const perUnit = span > 0 && Number.isFinite(cells / span) ? cells / span : 0;
  const counts = new Int32Array(cells);
  for (let cell = 0, k = 0; cell < cells; cell++) {
    while (k < knots.length && knots[k] <= low + cell / (perUnit || 1)) k++;
    counts[cell] = k;
  }
  return { low, perUnit, counts };
}

function cellOf({ low, perUnit, counts }: Guide, z: number): number {
  const cell = Math.floor((z - low) * perUnit);
  return cell > 0 ? Math.min(cell, counts.length - 1) : 0;
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
