/**
 * Smoothing by drawing noise: x → ρx + √(1 − ρ²)x′ moves the index w·x, |w| = 1, to ρz + τu, so the mean of σ over
 * draws of u is T_ρσ. It needs nothing but values of σ: the fallback for a user's own link, and an oracle for the rest.
 * (ZarifisWDD2025: data augmentation.)
 */
import { normalQuantile } from "../math/normal.ts";
import type { RandomStream } from "../math/random.ts";

/** Estimates of S(m, τ) = E σ(m + τu) and of ∂S/∂m. */
export interface DrawnSmoothing {
  readonly smooth: number;
  readonly smoothSlope: number;
}

/** S(m, τ) and its slope from `copies` draws of the stream; τ > 0. */
export function drawnSmoothing(
  value: (z: number) => number,
  m: number,
  tau: number,
  stream: RandomStream,
  copies: number,
): DrawnSmoothing {
  return smoothedOver(stratifiedNormals(stream, copies), value, m, tau);
}

/**
 * N(0, 1) in n draws, ascending, one from each of n equally likely cells, which keeps their distribution function
 * within 1/n of Φ everywhere.
 */
export function stratifiedNormals(stream: RandomStream, n: number): Float64Array {
  // 1 − uniform() lies in (0, 1]; the last cell is left open by mirroring, so that no draw is infinite.
  return Float64Array.from({ length: n }, (_, cell) => {
    const inside = 1 - stream.uniform();
    return 2 * cell < n ? normalQuantile((cell + inside) / n) : -normalQuantile((n - 1 - cell + inside) / n);
  });
}

/**
 * The means over given draws. The slope is Stein's identity E σ′(m + τu) = E u σ(m + τu)/τ (Stein1981), less σ(m),
 * which has mean 0 against u: the variance stays bounded as τ → 0, and a monotone σ gets no negative slope.
 */
export function smoothedOver(
  draws: Float64Array,
  value: (z: number) => number,
  m: number,
  tau: number,
): DrawnSmoothing {
  const center = value(m);
  let sum = 0;
  let product = 0;
  for (const u of draws) {
    const rise = value(m + tau * u) - center;
    sum += rise;
    product += rise * u;
  }
  return { smooth: center + sum / draws.length, smoothSlope: product / (draws.length * tau) };
}
