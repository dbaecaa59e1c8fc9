/** Bins of equally many rows. */
import { upperBound } from "../indexBins.ts";

export interface QuantileBins {
  readonly count: number;
  readonly binOf: Uint8Array;
  /** The mean of each bin's values; an empty bin has its lower edge's. */
  readonly centers: Float64Array;
}

/** Edges are quantiles of at most so many values, evenly picked. */
const PICKED = 2000;

/** @param count at most 256 */
export function quantileBins(values: Float64Array, count: number): QuantileBins {
  const pace = Math.max(1, Math.floor(values.length / PICKED));
  const sorted = values.filter((_, i) => i % pace === 0).sort();
  const edges = Float64Array.from(
    { length: count - 1 },
    (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / count)],
  );
  const binOf = new Uint8Array(values.length);
  const [mass, sums] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < values.length; i++) {
    const bin = upperBound(edges, values[i]);
    binOf[i] = bin;
    mass[bin] += 1;
    sums[bin] += values[i];
  }
  const centers = sums.map((sum, k) => (mass[k] > 0 ? sum / mass[k] : edges[Math.max(k - 1, 0)]));
  return { count, binOf, centers };
}
