/** The monotone curve at a direction row by row: its residuals, and its slope seen through noise that shrinks with n. */
import { isotonicRegression } from "../math/isotonic.ts";
import { widthFor } from "../method/bins.ts";
import { atRows, indexBins } from "../robust/indexBins.ts";
import { slopeAt } from "../robust/slope.ts";

export interface RowCurve {
  /** y − u(z), by row. */
  readonly residuals: Float64Array;
  /** u′(z), by row. */
  readonly slope: Float64Array;
  /** How much of its level of the curve each row is: by so much its residual falls short of its error, as in HC3. */
  readonly leverage: Float64Array;
}

/** A row that is a level of its own has no residual at all. */
const MOST_LEVERAGE = 0.5;

/** @param counts how much each row counts for the curve */
export function rowCurve(z: Float64Array, y: Float64Array, counts: Float64Array): RowCurve {
  const bins = indexBins(z);
  const masses = new Float64Array(bins.count);
  const sums = new Float64Array(bins.count);
  for (let i = 0; i < z.length; i++) {
    masses[bins.binOf[i]] += counts[i];
    sums[bins.binOf[i]] += counts[i] * y[i];
  }
  const u = isotonicRegression(
    sums.map((sum, k) => (masses[k] > 0 ? sum / masses[k] : 0)),
    masses,
  );
  const levels = new Map<number, number>();
  for (let k = 0; k < u.length; k++) levels.set(u[k], (levels.get(u[k]) ?? 0) + masses[k]);
  const fitted = atRows(bins, u);
  return {
    residuals: y.map((label, i) => label - fitted[i]),
    slope: slopeAt(bins.centers, u, z, widthFor(z.length)),
    leverage: counts.map((count, i) => Math.min(count / (levels.get(u[bins.binOf[i]]) || 1), MOST_LEVERAGE)),
  };
}
