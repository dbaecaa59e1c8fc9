/** Hermite polynomials He_k, normalized: E He_j(z) He_k(z) = 1{j = k} for z ~ N(0, 1); He₀ = 1, He₁ = z. */
import { normalExpectation } from "./quadrature.ts";

/** He_k(z) by the recurrence He_{k+1} = (z He_k − √k He_{k−1}) / √(k + 1). */
export function hermite(k: number, z: number): number {
  let previous = 0;
  let current = 1;
  for (let j = 0; j < k; j++) {
    const next = (z * current - Math.sqrt(j) * previous) / Math.sqrt(j + 1);
    previous = current;
    current = next;
  }
  return current;
}

/**
 * c_k = E f(z) He_k(z), z ~ N(0, 1), by quadrature to about 1e-13: for k ≤ 100 and f of linear growth, whose kinks and
 * jumps are named.
 */
export function hermiteCoefficient(f: (z: number) => number, k: number, kinks: readonly number[] = []): number {
  return normalExpectation((z) => f(z) * hermite(k, z), { kinks });
}
