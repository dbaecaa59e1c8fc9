/**
 * Packing centers and scales every column, x ↦ (x − center) / scale, so that offsets of 10⁶ do not eat the digits
 * of a product. The rule is exact, affine and kept in the model.
 */
import { type Design, rowStart } from "../data/design.ts";

export interface Scaling {
  /** d weighted column means. */
  readonly center: Float64Array;
  /** d weighted standard deviations; 1 for a column that is constant on these rows. */
  readonly scale: Float64Array;
}

/**
 * Means and extremes in a first reading, deviations from the means in a second: so that a large mean leaves the
 * deviations their digits.
 */
export function scalingOf(design: Design, centered = true): Scaling {
  const { n, d, x } = design;
  const weights = design.weights ?? new Float64Array(n).fill(1);
  const first = x.slice(rowStart(design, 0), rowStart(design, 0) + d);
  const center = new Float64Array(d);
  const least = first.slice();
  const most = first.slice();
  let mass = 0;
  for (let i = 0; i < n; i++) {
    const at = rowStart(design, i);
    const omega = weights[i];
    mass += omega;
    for (let j = 0; j < d; j++) {
      const value = x[at + j];
      center[j] += omega * (value - first[j]);
      if (value < least[j]) least[j] = value;
      if (value > most[j]) most[j] = value;
    }
  }
  const unit = new Float64Array(d);
  for (let j = 0; j < d; j++) {
    center[j] = centered ? first[j] + center[j] / mass : 0;
    unit[j] = squarable(Math.max(most[j] - center[j], center[j] - least[j]));
  }
  const scale = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    const at = rowStart(design, i);
    const omega = weights[i];
    for (let j = 0; j < d; j++) {
      const deviation = (x[at + j] - center[j]) * unit[j];
      scale[j] += omega * deviation * deviation;
    }
  }
  for (let j = 0; j < d; j++) {
    const deviation = Math.sqrt(scale[j] / mass) / unit[j];
    // Rounding leaves a constant column a deviation of order ε|mean|, which is no signal.
    scale[j] = deviation > 1e-13 * Math.abs(center[j]) && Number.isFinite(deviation) ? deviation : 1;
  }
  return { center, scale };
}

/** A factor that brings numbers up to `largest` to where their squares are numbers, as those of 1e±200 are not. */
function squarable(largest: number): number {
  if (largest > 1e100) return 1e-200;
  return largest < 1e-100 ? 1e200 : 1;
}

/** The rows in packed units, n×d row-major. A column that is constant here comes out as exactly 0. */
export function packed(design: Design, { center, scale }: Scaling): Float64Array {
  const { n, d, x } = design;
  const out = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    const at = rowStart(design, i);
    const to = i * d;
    for (let j = 0; j < d; j++) out[to + j] = (x[at + j] - center[j]) / scale[j];
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
