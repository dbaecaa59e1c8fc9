/**
 * What each row tells of the average slope S = E u′(z) of the curve (PowellSS1989): with κ = −f′/f, f the density of z,
 * E u′ = E[κ(z) u(z)], so that
 *
 *     Ŝ − S ≈ mean of ℓ,        ℓ = u′(z) − S + κ(z) ψ(r)/E ψ′.
 *
 * With a link that is told, its scale and shift stand in the place of the curve.
 */
import { normalDensity } from "../math/normal.ts";
import { widthFor } from "../method/bins.ts";
import type { RowCurve } from "./rowCurve.ts";
import type { Bend, LinkRows, RowScores } from "./rowScores.ts";

export interface SlopeLaw {
  /** S, a step from the plain mean of the slopes: curves rise too fast at their ends, where few rows hold them. */
  readonly average: number;
  /** ℓ by row. */
  readonly influence: Float64Array;
}

/** Where the curve is found. @param omega row weights */
export function curveSlopeLaw(
  z: Float64Array,
  { slope, leverage }: Pick<RowCurve, "slope" | "leverage">,
  { psi, slope: bent }: Bend,
  omega: Float64Array,
): SlopeLaw {
  const pull = bent.reduce((sum, value) => sum + value, 0) / omega.reduce((sum, value) => sum + value, 0);
  const kappa = scoreOfDensity(z, omega);
  const pulled = psi.map((value, i) => (kappa[i] * value) / (omega[i] || 1) / pull);
  const { average, influence } = centered(
    slope.map((value, i) => value + pulled[i]),
    omega,
  );
  return { average, influence: influence.map((l, i) => l + (pulled[i] * leverage[i]) / (1 - leverage[i])) };
}

/** The same where the curve is that of a link: z ↦ z + τ₀ + τ₁z moves S by E h′(τ₀ + τ₁z) + τ₁ E h. */
export function linkSlopeLaw(
  z: Float64Array,
  { slope: h, bend }: LinkRows,
  { scores, information: a }: RowScores,
  omega: Float64Array,
  intercept: boolean,
): SlopeLaw {
  const sum = (of: (i: number) => number): number => z.reduce((total, _, i) => total + of(i), 0);
  const [a0, a1, a2] = [sum((i) => a[i]), sum((i) => a[i] * z[i]), sum((i) => a[i] * z[i] * z[i])];
  const byShift = intercept ? sum((i) => omega[i] * bend[i]) : 0;
  const byScale = sum((i) => omega[i] * (bend[i] * z[i] + h[i]));
  const determinant = a0 * a2 - a1 * a1;
  const t0 = intercept ? (byShift * a2 - byScale * a1) / determinant : 0;
  const t1 = intercept ? (byScale * a0 - byShift * a1) / determinant : byScale / a2;
  const per = scores.map((b, i) => (b * (t0 + t1 * z[i])) / (omega[i] || 1));
  return centered(
    h.map((value, i) => value + per[i]),
    omega,
  );
}

function centered(values: Float64Array, omega: Float64Array): SlopeLaw {
  let [sum, mass] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += omega[i] * values[i];
    mass += omega[i];
  }
  const average = sum / mass;
  return { average, influence: values.map((value) => value - average) };
}

/** The density of z is told on a grid over ±END, by a normal kernel. */
const [END, PACE] = [6, 0.05];

/** κ(z) = −f′/f by row. */
function scoreOfDensity(z: Float64Array, omega: Float64Array): Float64Array {
  const count = Math.round((2 * END) / PACE) + 1;
  const cell = (at: number): number => Math.min(Math.max(Math.round((at + END) / PACE), 0), count - 1);
  const mass = new Float64Array(count);
  for (let i = 0; i < z.length; i++) mass[cell(z[i])] += omega[i];
  const width = widthFor(z.length);
  const kernel = Float64Array.from({ length: count }, (_, k) => normalDensity((k * PACE) / width));
  const kappa = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    let [density, fall] = [0, 0];
    for (let k = 0; k < count; k++) {
      const near = mass[k] * kernel[Math.abs(k - at)];
      density += near;
      fall += near * (at - k);
    }
    if (density > 0) kappa[at] = (fall * PACE) / (width * width * density);
  }
  return Float64Array.from(z, (at) => kappa[cell(at)]);
}
