/**
 * A *link* σ: the curve of a neuron, y ≈ σ(w·x). (Also called activation; the *inverse* link of GLM statistics.)
 *
 * A link is written as two formulas over (m, τ): its value σ(m), and its value through Gaussian noise,
 *
 *     S(m, τ) = E σ(m + τu),  u ~ N(0, 1),      so that      T_ρσ(z) = S(ρz, √(1 − ρ²)).
 *
 * Slopes follow by differentiating the formulas: σ′ = ∂value/∂m and T_ρ(σ′)(z) = (∂S/∂m)(ρz, √(1 − ρ²)).
 * In this form a scale s and shift b cost nothing: σ(s·z + b) is smoothed to S(sρz + b, sτ).
 */
import { derivative, type Formula } from "../math/formula.ts";

/** One link with its parameter values filled in. */
export interface Link {
  readonly name: string;
  readonly parameters: Readonly<Record<string, number | readonly number[]>>;
  /** σ(m). */
  readonly value: Formula;
  /** σ′(m) almost everywhere. A link with jumps has one too (0 for steps) and says `jumps: true`. */
  readonly slope: Formula;
  /** S(m, τ) = E σ(m + τu); for τ > 0. */
  readonly smooth: Formula;
  /** ∂S/∂m = E σ′(m + τu), the jumps counted; for τ > 0. */
  readonly smoothSlope: Formula;
  readonly monotone: boolean;
  /** True where σ jumps, so that the slope alone misses part of the rise. */
  readonly jumps: boolean;
  /** sup |σ(a) − σ(b)| / |a − b|; Infinity with jumps or faster than linear growth. */
  readonly lipschitz: number;
  /** Largest error of `smooth` and `smoothSlope` against the exact integrals, absolute; 0 means rounding only. */
  readonly error: number;
  /** First degree k ≥ 1 with a non-zero Hermite coefficient. */
  readonly informationExponent: number;
  /** c_k = E σ(z) He_k(z), He normalized, where a closed form is known. */
  readonly hermite?: (k: number) => number;
}

/** What the author of a link writes; the rest is derived. */
export interface LinkFormulas extends Omit<Link, "slope" | "smoothSlope" | "jumps" | "error" | "informationExponent"> {
  readonly jumps?: boolean;
  readonly error?: number;
  readonly informationExponent?: number;
}

/** Completes a link: slopes by differentiation, plain defaults for the rest. */
export function link(formulas: LinkFormulas): Link {
  return {
    jumps: false,
    error: 0,
    informationExponent: 1,
    ...formulas,
    slope: derivative(formulas.value),
    smoothSlope: derivative(formulas.smooth),
  };
}
