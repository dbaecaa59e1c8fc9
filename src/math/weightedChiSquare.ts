/**
 * The upper quantiles of Q = Σ λ_k χ²₁, the law of the squared length of a normal vector, by the saddlepoint formula
 * (Kuonen1999): with K(ζ) = −½ Σ ln(1 − 2ζλ_k) and q = K′(ζ),
 *
 *     P(Q > q) ≈ 1 − Φ(w + ln(v/w)/w),        w = √(2(ζq − K)),  v = ζ √K″.
 *
 * It is right to about a hundredth of the tail's probability, and quickest along ζ, from which q follows.
 */
import { ln } from "./elementary.ts";
import { normalDistribution } from "./normal.ts";

const HALVINGS = 60;

/**
 * @param lambda nonnegative, at least one of them positive
 * @param p from .75 to below 1
 */
export function weightedChiSquareQuantile(lambda: Float64Array, p: number): number {
  const largest = lambda.reduce((most, value) => Math.max(most, value), 0);
  const shares = lambda.filter((value) => value > 0).map((value) => value / largest);
  let [low, high] = [1e-6, 0.5];
  for (let k = 0; k < HALVINGS; k++) {
    const middle = (low + high) / 2;
    if (below(shares, middle) < p) low = middle;
    else high = middle;
  }
  return largest * quantileAt(shares, (low + high) / 2);
}

/** K′(ζ). */
function quantileAt(lambda: Float64Array, zeta: number): number {
  return lambda.reduce((sum, value) => sum + value / (1 - 2 * zeta * value), 0);
}

/** P(Q ≤ K′(ζ)). */
function below(lambda: Float64Array, zeta: number): number {
  let [k, curvature] = [0, 0];
  for (const value of lambda) {
    const rest = 1 - 2 * zeta * value;
    k -= 0.5 * ln(rest);
    curvature += (2 * value * value) / (rest * rest);
  }
  const w = Math.sqrt(2 * (zeta * quantileAt(lambda, zeta) - k));
  const v = zeta * Math.sqrt(curvature);
  return normalDistribution(w + ln(v / w) / w);
}
