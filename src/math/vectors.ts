/** Vectors as Float64Array, and the angle between two of them. Nothing is changed in place. */
import acos from "@stdlib/math-base-special-acos";

/** Σ aᵢ bᵢ, summed from left to right. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** |a| = √Σaᵢ², without overflow or underflow on the way. */
export function norm(a: Float64Array): number {
  const squares = dot(a, a);
  if (squares > 1e-280 && squares < Infinity) return Math.sqrt(squares);
  const largest = a.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  const small = a.map((value) => value / largest);
  return largest * Math.sqrt(dot(small, small));
}

/** s·a. */
export function scaled(a: Float64Array, s: number): Float64Array {
  return a.map((value) => value * s);
}

/** a + s·b. */
export function addScaled(a: Float64Array, s: number, b: Float64Array): Float64Array {
  return a.map((value, i) => value + s * b[i]);
}

/** a/|a|; the zero vector, which has no direction, stays zero. */
export function unit(a: Float64Array): Float64Array {
  const length = norm(a);
  return length === 0 ? a.slice() : a.map((value) => value / length);
}

/** cos of the angle between a and b, within [−1, 1]; 0 where either is the zero vector. */
export function cosine(a: Float64Array, b: Float64Array): number {
  return Math.min(1, Math.max(-1, dot(unit(a), unit(b))));
}

/**
 * The angle between a and b in radians, within [0, π]; π/2 where either is the zero vector.
 *
 * Near 0 and π the cosine has lost the digits of the angle, so there it is read off the half chord between the two
 * unit vectors, θ = 2 asin(|a − b|/2): angles of 1e-12 keep their leading digits.
 */
export function angle(a: Float64Array, b: Float64Array): number {
  const [u, v] = [unit(a), unit(b)];
  const cos = cosine(a, b);
  const halfChord = norm(addScaled(u, cos > 0 ? -1 : 1, v)) / 2;
  if (halfChord > SHORT) return acos(cos);
  return cos > 0 ? 2 * asinOfSmall(halfChord) : Math.PI - 2 * asinOfSmall(halfChord);
}

/** The half chord below which five terms of the series of asin are exact to rounding. */
const SHORT = 0.05;

/** asin s = s + s³/6 + 3s⁵/40 + 5s⁷/112 + 35s⁹/1152 + …; for s ≤ .05 the rest is below 1e-15 s. */
function asinOfSmall(s: number): number {
  const q = s * s;
  return s * (1 + (q / 6) * (1 + ((9 * q) / 20) * (1 + ((25 * q) / 42) * (1 + (49 * q) / 72))));
}

/** Radians in degrees, for people. */
export function degrees(radians: number): number {
  return (radians * 180) / Math.PI;
}
