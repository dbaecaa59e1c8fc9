/**
 * The steps of the primal–dual method of LiKDD2024. Its aᵢ grow geometrically, and so do their sums Aᵢ; what a step needs
 * are ratios, which settle. Once A exceeds 10¹² they are taken at their limits, so that nothing overflows however long the
 * method runs.
 *
 *     primal  τᵢ = aᵢ/(1 + c₁Aᵢ₋₁/2)        dual  sᵢ = aᵢ/(ν₀ + νAᵢ)        extrapolation  θᵢ = aᵢ₋₁/aᵢ
 */
export interface StepPlan {
  /** a₁. */
  readonly first: number;
  /** aᵢ₊₁/aᵢ − 1. */
  readonly growth: number;
  /** c₁, the sharpness that is counted on. */
  readonly sharpness: number;
  /** ν₀, how much the dual holds on to where it is at first. */
  readonly inertia: number;
}

export interface Ratios {
  readonly primal: number;
  readonly dual: number;
  readonly extrapolation: number;
  /** Aᵢ, as far as it is counted. */
  readonly total: number;
}

const SETTLED = 1e12;

/** The ratios of steps 1, 2, …, `steps`. @param penalty ν ≥ 0 */
export function ratiosOf({ first, growth, sharpness, inertia }: StepPlan, penalty: number, steps: number): Ratios[] {
  const ratios: Ratios[] = [];
  let [a, before, total] = [first, 0, 0];
  for (let i = 0; i < steps; i++) {
    if (total >= SETTLED && growth > 0) {
      ratios.push({
        primal: sharpness > 0 ? (2 * growth) / sharpness : a,
        dual: penalty > 0 ? growth / ((1 + growth) * penalty) : a / inertia,
        extrapolation: 1 / (1 + growth),
        total,
      });
      continue;
    }
    ratios.push({
      primal: a / (1 + 0.5 * sharpness * total),
      dual: a / (inertia + penalty * (total + a)),
      extrapolation: before / a,
      total: total + a,
    });
    total += a;
    before = a;
    a *= 1 + growth;
  }
  return ratios;
}
