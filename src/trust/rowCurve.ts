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
  /** How many levels the curve has. */
  readonly levels: number;
}

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
  const fitted = atRows(bins, u);
  return {
    residuals: y.map((label, i) => label - fitted[i]),
    slope: slopeAt(bins.centers, u, z, widthFor(z.length)),
    levels: new Set(u).size,
  };
}
