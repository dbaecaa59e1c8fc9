/**
 * The constants of the χ² neuron: those that the theorem is proved with, and those that get there in time. The former are
 * safe and slow (with them 3000 steps hardly move where 60 of the latter are enough), and reach the same point.
 */
import { ln } from "../math/elementary.ts";
import type { StepPlan } from "./primalDual.ts";

export interface Constants {
  /** max{κ, G}: steps are at most about an eighth of its inverse. */
  readonly smoothness: number;
  /** c₁. */
  readonly sharpness: number;
  /** ν₀. */
  readonly inertia: number;
  /** M: labels are cut off at ±M. */
  readonly clip: number;
}

/** What the theorem of LiKDD2024 takes for granted. */
export interface Assumptions {
  /** W: |w*| ≤ W. */
  readonly radius: number;
  /** β of the link. */
  readonly lipschitz: number;
  /** d. */
  readonly features: number;
  /** S: |u·x| ≤ S for rows x and unit u. */
  readonly reach: number;
  /** B: P(|u·x| ≥ r) ≤ exp(−Br). */
  readonly tail?: number;
  /** c₁. */
  readonly sharpness?: number;
  /** ε. */
  readonly accuracy?: number;
}

/**
 * M = WBβ ln(βBW/ε), G = 2βS√d(√2βWS + M), κ = 2β²S²d and ν₀ = 768β⁴Bε/c₁ (LiKDD2024); its C_M is taken as 1, and its
 * logarithm as no less than 1.
 */
export function theoreticalConstants({
  radius,
  lipschitz,
  features,
  reach,
  tail = 1,
  sharpness = 0.2,
  accuracy = 0.01,
}: Assumptions): Constants {
  const clip = radius * tail * lipschitz * Math.max(1, ln((lipschitz * tail * radius) / accuracy));
  const wide = 2 * lipschitz * reach * Math.sqrt(features);
  const bound = wide * (Math.SQRT2 * lipschitz * radius * reach + clip);
  const variation = 2 * lipschitz * lipschitz * reach * reach * features;
  const inertia = (768 * lipschitz * lipschitz * lipschitz * lipschitz * tail * accuracy) / sharpness;
  return { smoothness: Math.max(variation, bound), sharpness, inertia, clip };
}

/** Labels so many root mean squares out are cut off. */
const FAR_OUT = 10;

/**
 * κ = G = 2β²λ, λ the largest eigenvalue of E xxᵀ; c₁ = 1 and ν₀ = 1/4. They settle in some 60 steps on well-spread rows.
 *
 * @param labelSize the root mean square of the labels
 */
export function practicalConstants(lipschitz: number, largestVariance: number, labelSize: number): Constants {
  const smoothness = 2 * lipschitz * lipschitz * largestVariance || 1;
  return { smoothness, sharpness: 1, inertia: 0.25, clip: FAR_OUT * labelSize };
}

/** a₁ = min{ν₀, ¼}/2max{κ, G}, growing by min{ν, c₁/8}/2max{κ, G} a step. */
export function stepPlan({ smoothness, sharpness, inertia }: Constants, penalty: number): StepPlan {
  return {
    first: Math.min(inertia, 0.25) / (2 * smoothness),
    growth: Math.min(penalty, sharpness / 8) / (2 * smoothness),
    sharpness,
    inertia,
  };
}
