/** The standard normal law: density φ, distribution Φ, quantile Φ⁻¹ and the smoothed ramp. */
import stdErfc from "@stdlib/math-base-special-erfc";
import stdQuantile from "@stdlib/stats-base-dists-normal-quantile";
import { exp } from "./elementary.ts";

const INVERSE_ROOT_TWO_PI = 0.3989422804014327;

/** φ(x), the density of N(0, 1). */
export function normalDensity(x: number): number {
  return INVERSE_ROOT_TWO_PI * exp(-0.5 * x * x);
}

/** Φ(x) = Pr[N(0, 1) ≤ x], to full relative precision in the left tail. */
export function normalDistribution(x: number): number {
  return 0.5 * stdErfc(-x * Math.SQRT1_2);
}

/** Φ⁻¹(p); −∞ at 0 and ∞ at 1. */
export function normalQuantile(p: number): number {
  return stdQuantile(p, 0, 1);
}

/**
 * The ramp seen through Gaussian noise: E (m + τu)₊ = m Φ(m/τ) + τ φ(m/τ), and m₊ at τ = 0.
 * The building block of every piecewise linear link (spec of closed forms, R(c)).
 */
export function smoothedRamp(m: number, tau: number): number {
  if (tau === 0) return Math.max(m, 0);
  const x = m / tau;
  return m * normalDistribution(x) + tau * normalDensity(x);
}
