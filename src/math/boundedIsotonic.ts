/**
 * Isotonic regression with bounded slopes: min Σ wᵢ (vᵢ − yᵢ)² subject to
 *
 *     lo·(z_{i+1} − z_i) ≤ v_{i+1} − v_i ≤ hi·(z_{i+1} − z_i),
 *
 * free or pinned to a point (z₀, v₀); between knots the fit is a straight line. Exact.
 *
 * Fast up to some 10⁴ points. Beyond, it is for the caller to put z into at most a few thousand weighted bins first;
 * the reason is in slopeProgram.ts.
 *
 * Lipschitz isotonic regression (lo = 0) is that of KakadeKSK2011; the pinned fit with slopes [a, b] is the best-fit
 * link of ZarifisWDD2024.
 */
import { UsageError } from "../errors.ts";
import { isotonicRegression } from "./isotonic.ts";
import { type Slopes, slopeProgram } from "./slopeProgram.ts";
import { mergeTies, type OrderedPoints } from "./ties.ts";

/** A continuous piecewise linear curve through its knots. */
export interface Polyline {
  /** Strictly increasing. */
  readonly knots: Float64Array;
  readonly values: Float64Array;
}

export interface BoundedIsotonicOptions {
  /** n weights ≥ 0; all one if left out. */
  readonly weights?: Float64Array;
  /** A point (z₀, v₀) the curve must go through; it becomes a knot. */
  readonly pin?: readonly [z: number, v: number];
}

/**
 * The curve with slopes in [lo, hi] nearest to the points, which may come in any order; equal z share a value.
 *
 * @throws UsageError unless 0 ≤ lo ≤ hi < ∞; DataError where a z is NaN, or a weight is negative or not finite.
 *
 * @example
 * const z = Float64Array.of(0, 1, 2);
 * boundedIsotonic(z, Float64Array.of(0, 3, 3), [0, 2]); // knots 0, 1, 2 and values .5, 2.5, 3
 */
export function boundedIsotonic(
  z: Float64Array,
  y: Float64Array,
  slopes: Slopes,
  { weights, pin }: BoundedIsotonicOptions = {},
): Polyline {
  const points = mergeTies(z, y, weights);
  checkSlopes(slopes);
  return pin === undefined
    ? { knots: points.z.slice(), values: slopeProgram(points, slopes) }
    : pinned(points, pin, slopes, slopes);
}

/**
 * The nearest nondecreasing curve whose slope is at most `lipschitz`: boundedIsotonic with slopes [0, L]; for L = ∞ the
 * isotonic fit, straight between points.
 */
export function lipschitzIsotonic(
  z: Float64Array,
  y: Float64Array,
  lipschitz: number,
  weights?: Float64Array,
): Polyline {
  if (lipschitz === Infinity) {
    const points = mergeTies(z, y, weights);
    return { knots: points.z, values: isotonicRegression(points.y, points.weights) };
  }
  return boundedIsotonic(z, y, [0, lipschitz], weights === undefined ? {} : { weights });
}

/**
 * The nearest curve through the origin with slopes in [0, b] left of it and in [a, b] right of it: the links
 * of ZarifisWDD2024.
 *
 * @throws UsageError unless 0 ≤ a ≤ b < ∞; DataError where a z is NaN, or a weight is negative or not finite.
 */
export function anchoredIsotonic(z: Float64Array, y: Float64Array, [a, b]: Slopes, weights?: Float64Array): Polyline {
  checkSlopes([a, b]);
  return pinned(mergeTies(z, y, weights), [0, 0], [0, b], [a, b]);
}

function checkSlopes([lo, hi]: Slopes): void {
  if (lo >= 0 && lo <= hi && hi < Infinity) return;
  throw new UsageError({ where: "slopes", what: "out of range", got: `${lo}, ${hi}`, would: "give 0 ≤ lo ≤ hi < ∞" });
}

/** A pin splits the problem in two; the left one is the right one seen upside down from behind. */
function pinned(points: OrderedPoints, [z0, v0]: readonly [number, number], left: Slopes, right: Slopes): Polyline {
  const below = points.z.findLastIndex((z) => z < z0) + 1;
  const above = points.z.findIndex((z) => z > z0);
  const part = (of: Float64Array): Float64Array => (above < 0 ? of.subarray(0, 0) : of.subarray(above));
  const mirrored = (of: Float64Array): Float64Array => of.slice(0, below).reverse();
  const negated = (of: Float64Array): Float64Array => mirrored(of).map((value) => -value);

  const leftValues = slopeProgram(
    { z: negated(points.z), y: negated(points.y), weights: mirrored(points.weights) },
    left,
    [-z0, -v0],
  );
  const rightValues = slopeProgram({ z: part(points.z), y: part(points.y), weights: part(points.weights) }, right, [
    z0,
    v0,
  ]);
  return {
    knots: Float64Array.from([...points.z.subarray(0, below), z0, ...part(points.z)]),
    values: Float64Array.from([...leftValues.reverse().map((value) => -value), v0, ...rightValues]),
  };
}
