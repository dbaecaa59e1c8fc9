import { exp } from "./elementary.ts";
import { normalDensity, normalDistribution } from "./normal.ts";

/**
 * The capped exponential seen through Gaussian noise, the building block of the ELU:
 *
 *     E min(e^{m + τu}, 1) = Φ(m/τ) + e^{m + τ²/2} Φ(−m/τ − τ),  u ~ N(0, 1),      and min(e^m, 1) at τ = 0.
 *
 * In the last product one factor overflows where the other vanishes. It equals φ(m/τ)·M(m/τ + τ) with Mills' ratio
 * M(x) = Φ(−x)/φ(x), which is used where x is large and both factors are tame.
 */
export function smoothedDecay(m: number, tau: number): number {
  if (tau === 0) return exp(Math.min(m, 0));
  const x = m / tau + tau;
  const below = x < 10 ? exp(m + 0.5 * tau * tau) * normalDistribution(-x) : normalDensity(m / tau) * millsRatio(x);
  return normalDistribution(m / tau) + below;
}

/** Laplace's continued fraction 1/(x + 1/(x + 2/(x + 3/…))), cut at a depth that is exact to rounding for x ≥ 10. */
function millsRatio(x: number): number {
  let tail = x;
  for (let k = 12; k >= 1; k--) tail = x + k / tail;
  return 1 / tail;
}
