/** Bins of an index of variance 1, and the monotone curve that a profile over them shows. */
import { exp, ln } from "../math/elementary.ts";
import { isotonicRegression } from "../math/isotonic.ts";
import { normalDensity, normalQuantile } from "../math/normal.ts";
import type { ProfileSums } from "../pass/pass.ts";

/** Beyond ±4.5 standard deviations, for heavy-tailed indices. */
const TAILS = [5, 5.5, 6, 7, 8, 10, 12, 15, 20, 30];

/**
 * Edges at K normal quantiles and every 0.1 on ±4.5. The grid resolves the tails: a strongly biased link lives on a
 * few percent of the rows, and quantile bins alone lose it.
 *
 * @param n rows; K = √n / 1.5 between 20 and 300
 */
export function fieldEdges(n: number): Float64Array {
  const count = Math.round(Math.min(Math.max(Math.sqrt(n) / 1.5, 20), 300));
  const edges: number[] = [...TAILS, ...TAILS.map((edge) => -edge)];
  for (let k = 1; k < count; k++) edges.push(normalQuantile(k / count));
  for (let k = -45; k <= 45; k++) edges.push(k / 10);
  return ascending(edges);
}

/** Edges every 0.01 on ±5 and every 3 % beyond: bins so fine that sums in them stand for the rows themselves. */
export const FINE_EDGES: Float64Array = (() => {
  const edges: number[] = [];
  for (let k = -500; k <= 500; k++) edges.push(k / 100);
  for (let edge = 5 * 1.03; edge < 100; edge *= 1.03) edges.push(edge, -edge);
  return ascending(edges);
})();

function ascending(edges: number[]): Float64Array {
  return Float64Array.from(new Set(edges)).sort();
}

/** The isotonic fit of the labels to the bins: a value a bin, empty bins taking their left neighbor's. */
export function isotonicOfBins({ mass, y }: Pick<ProfileSums, "mass" | "y">): Float64Array {
  return isotonicRegression(
    mass.map((weight, j) => (weight > 0 ? y[j] / weight : 0)),
    mass,
  );
}

/**
 * The slope of a staircase smoothed by a Gaussian of width δ, h(c) = Σ ΔA φ((c − t)/δ)/δ over its jumps ΔA at t.
 *
 * @param edges where the staircase may jump, ascending
 * @param steps its values between the edges, one more than edges
 * @param at where to evaluate
 */
export function smoothedSlope(edges: Float64Array, steps: Float64Array, at: Float64Array, delta: number): Float64Array {
  const jumps: number[] = [];
  for (let j = 0; j < edges.length; j++) if (steps[j + 1] !== steps[j]) jumps.push(j);
  return at.map((center) => {
    let slope = 0;
    for (const j of jumps) {
      const u = (center - edges[j]) / delta;
      // Beyond 8 widths a Gaussian is below 1e-14 of its height.
      if (u > -8 && u < 8) slope += ((steps[j + 1] - steps[j]) * normalDensity(u)) / delta;
    }
    return slope;
  });
}

/** The width at which the slope of a curve fitted to n rows is seen: n^(−1/5), as for a density, at least 0.1. */
export function widthFor(n: number): number {
  return Math.max(0.1, exp(-0.2 * ln(n)));
}

/** Where each bin is: the mean of z in it, or the middle of its edges when it is empty. */
export function centersOf({ mass, z }: Pick<ProfileSums, "mass" | "z">, edges: Float64Array): Float64Array {
  const last = edges.length - 1;
  return mass.map((weight, j) => {
    if (weight > 0) return z[j] / weight;
    return (edges[Math.max(j - 1, 0)] + edges[Math.min(j, last)]) / 2;
  });
}
