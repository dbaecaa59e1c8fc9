/**
 * Packing centers and scales every column, x ↦ (x − center) / scale, so that offsets of 10⁶ do not eat the digits
 * of a product. The rule is exact, affine and kept in the model.
 */
import type { Design } from "../data/design.ts";

export interface Scaling {
  /** d weighted column means. */
  readonly center: Float64Array;
  /** d weighted standard deviations; 1 for a column that is constant on these rows. */
  readonly scale: Float64Array;
}

/** Means, then deviations from them, not in one reading: so that a large mean leaves the deviations their digits. */
export function scalingOf({ n, d, x, weights }: Design, centered = true): Scaling {
  const center = new Float64Array(d);
  const scale = new Float64Array(d);
  let mass = 0;
  for (let i = 0; i < n; i++) {
    const omega = weights?.[i] ?? 1;
    mass += omega;
    for (let j = 0; j < d; j++) center[j] += omega * (x[i * d + j] - x[j]);
  }
  for (let j = 0; j < d; j++) center[j] = centered ? x[j] + center[j] / mass : 0;
  const largest = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) largest[j] = Math.max(largest[j], Math.abs(x[i * d + j] - center[j]));
  }
  // Deviations in units of the largest: the squares of 1e200 or of 1e-200 are no numbers.
  for (let i = 0; i < n; i++) {
    const omega = weights?.[i] ?? 1;
    for (let j = 0; j < d; j++) if (largest[j] > 0) scale[j] += omega * ((x[i * d + j] - center[j]) / largest[j]) ** 2;
  }
  for (let j = 0; j < d; j++) {
    const deviation = largest[j] * Math.sqrt(scale[j] / mass);
    // Rounding leaves a constant column a deviation of order ε|mean|, which is no signal.
    scale[j] = deviation > 1e-13 * Math.abs(center[j]) && Number.isFinite(deviation) ? deviation : 1;
  }
  return { center, scale };
}

/** The rows in packed units, n×d row-major. A column that is constant here comes out as exactly 0. */
export function packed({ n, d, x }: Design, { center, scale }: Scaling): Float64Array {
  const out = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) out[i * d + j] = (x[i * d + j] - center[j]) / scale[j];
  }
  return out;
}

/** weights and offset in the data's units of an index given in packed units. */
export function inDataUnits(
  w: Float64Array,
  offset: number,
  { center, scale }: Scaling,
): { weights: Float64Array; offset: number } {
  const weights = w.map((weight, j) => weight / scale[j]);
  return { weights, offset: weights.reduce((sum, weight, j) => sum - weight * center[j], offset) };
}
