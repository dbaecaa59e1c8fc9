/**
 * How far weights p may shift from reference weights u, and what the worst shift does: against losses ℓ an adversary who
 * pays ν D(p, u) takes
 *
 *     R = max_p  ⟨p, ℓ⟩ − ν D(p, u)
 *
 * and goes there by steps of size s, each a proximal step in the divergence's own Bregman distance B,
 *
 *     p ← argmax_p  s (⟨p, ℓ⟩ − ν D(p, u)) − (1 − sν) B(p, p₋).
 *
 * The step of size 1/ν is the best response, whatever p₋ is: one formula serves both. With the steps aᵢ and the weights
 * bᵢ = ν₀ + νAᵢ₋₁ of LiKDD2024, s = aᵢ/(bᵢ + aᵢν).
 */
import { dot } from "../math/vectors.ts";
import { atLargest } from "./simplex.ts";

export interface Divergence {
  readonly name: string;
  /** D(p, u). */
  between(p: Float64Array, u: Float64Array): number;
  /** The proximal step of size s from p₋ uphill; ν ≥ 0 and 0 ≤ sν ≤ 1. */
  ascend(from: Float64Array, losses: Float64Array, u: Float64Array, step: number, penalty: number): Float64Array;
}

/** The weights that maximize, and R. */
export interface WorstCase {
  readonly weights: Float64Array;
  readonly risk: number;
}

/**
 * The worst shift of weights u against losses, by its closed form.
 *
 * @param penalty ν ≥ 0; without a penalty all mass goes to the largest loss
 *
 * @example
 * import { divergences, worstCase } from "plumbline-fit";
 *
 * const half = Float64Array.of(0.5, 0.5);
 * // mean + variance/(4ν), as ν ≥ mean/2
 * console.log(worstCase(Float64Array.of(1, 3), half, 1, divergences.chi2()).risk); // → 2.25
 */
export function worstCase(losses: Float64Array, u: Float64Array, penalty: number, divergence: Divergence): WorstCase {
  if (penalty === 0) {
    const possible = losses.map((loss, j) => (u[j] > 0 ? loss : Number.NEGATIVE_INFINITY));
    const weights = atLargest(possible);
    return { weights, risk: losses[weights.indexOf(1)] };
  }
  const weights = divergence.ascend(u, losses, u, 1 / penalty, penalty);
  return { weights, risk: penalizedLoss(weights, losses, u, penalty, divergence) };
}

/** ⟨p, ℓ⟩ − ν D(p, u): what an adversary at p has. */
export function penalizedLoss(
  p: Float64Array,
  losses: Float64Array,
  u: Float64Array,
  penalty: number,
  divergence: Divergence,
): number {
  return dot(p, losses) - (penalty === 0 ? 0 : penalty * divergence.between(p, u));
}
