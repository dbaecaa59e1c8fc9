/**
 * Hermite coefficients c_k = E f(z) He_k(z), He normalized, of the few functions that links are built from. All follow
 * from two facts: c_k(f) = c_{k−1}(f′)/√k, and c_k(f) = ∂ᵏ/∂mᵏ E f(m + u) / √(k!) at m = 0.
 */
import { hermite } from "../math/hermite.ts";
import { normalDensity, normalDistribution } from "../math/normal.ts";
import { smoothedDecay } from "../math/smoothedDecay.ts";

/** A sequence of coefficients by degree. */
export type Coefficients = (k: number) => number;

/** f(z) = He_j(z). */
export const unit =
  (j: number): Coefficients =>
  (k) =>
    k === j ? 1 : 0;

/** Σ a_i f_i. */
export const combination =
  (...terms: readonly (readonly [factor: number, of: Coefficients])[]): Coefficients =>
  (k) =>
    terms.reduce((sum, [factor, of]) => sum + factor * of(k), 0);

/** Φ((z − t)/s), the step 1{z ≥ t} through noise of spread s ≥ 0: with r = √(1 + s²), r⁻ᵏ He_{k−1}(t/r) φ(t/r)/√k. */
export const stepCoefficients = (t: number, s = 0): Coefficients => {
  const r = Math.sqrt(1 + s * s);
  const x = t / r;
  return (k) =>
    k === 0 ? normalDistribution(-x) : (hermite(k - 1, x) * normalDensity(x)) / (Math.sqrt(k) * power(r, k));
};

/** E (z − t + su)₊, the ramp (z − t)₊ through noise of spread s ≥ 0: its slope is the step above. */
export const rampCoefficients = (t: number, s = 0): Coefficients => {
  const r = Math.sqrt(1 + s * s);
  const step = stepCoefficients(t, s);
  return (k) => (k === 0 ? r * normalDensity(t / r) - t * normalDistribution(-t / r) : step(k - 1) / Math.sqrt(k));
};

/** min(e^z, 1): its slope is itself less the step at 0. */
export const decayCoefficients: Coefficients = (k) =>
  k === 0 ? smoothedDecay(0, 1) : (decayCoefficients(k - 1) - unitStep(k - 1)) / Math.sqrt(k);
const unitStep = stepCoefficients(0);

/** First degree k ≥ 1 with a coefficient that is not 0, which is the information exponent. */
export function firstDegree(coefficients: Coefficients): number {
  // Coefficients that cancel do so up to rounding; no link is made with one this small on purpose.
  const negligible = 1e-12;
  let k = 1;
  while (k < 64 && !(Math.abs(coefficients(k)) > negligible)) k++;
  return k;
}

function power(base: number, k: number): number {
  let product = 1;
  for (let i = 0; i < k; i++) product *= base;
  return product;
}
