/**
 * The logistic law as a mixture of normal laws (Andrews & Mallows 1974): with K of Kolmogorov's law,
 *
 *     1/(1 + e^{−z}) = E Φ(z / 2K).
 *
 * What is known of Φ through Gaussian noise is thus known of the sigmoid and its kin, with an error that does not grow
 * with slope or spread. The integral over ln K is done by the trapezoid rule, which converges geometrically because
 * the integrand is analytic and vanishes fast at both ends: 21 nodes leave an error of 5·10⁻¹⁴.
 */
import { exp } from "./elementary.ts";

/** L = spread·u with probability `weight`, u ~ N(0, 1), is logistic but for the error above. */
export interface NormalComponent {
  readonly weight: number;
  readonly spread: number;
}

const SPACING = 0.14;
const FIRST = -11;
const LAST = 9;

/** The normal components that make up the standard logistic law; the weights sum to 1. */
export const logisticMixture: readonly NormalComponent[] = mixture();

function mixture(): NormalComponent[] {
  const nodes = Array.from({ length: LAST - FIRST + 1 }, (_, i) => exp(SPACING * (FIRST + i)));
  const masses = nodes.map((k) => k * kolmogorovDensity(k));
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  return nodes.map((k, i) => ({ weight: masses[i] / total, spread: 2 * k }));
}

/**
 * Density of K = sup |Brownian bridge|. Of its two theta series one converges fast for small and one for large x:
 * with a_k = (2k − 1)²π²/8, derivatives of (√2π/x) Σ e^{−a_k/x²} and of 1 − 2 Σ (−1)^{k+1} e^{−2k²x²}.
 */
function kolmogorovDensity(x: number): number {
  let sum = 0;
  if (x > 0.8) {
    for (let k = 1; k <= 6; k++) sum += (k % 2 === 1 ? 1 : -1) * k * k * exp(-2 * k * k * x * x);
    return 8 * x * sum;
  }
  for (let k = 1; k <= 4; k++) {
    const a = ((2 * k - 1) * (2 * k - 1) * Math.PI * Math.PI) / 8;
    sum += exp(-a / (x * x)) * ((2 * a) / (x * x) - 1);
  }
  return (Math.sqrt(2 * Math.PI) / (x * x)) * sum;
}
