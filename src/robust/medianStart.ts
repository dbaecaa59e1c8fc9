/** Where EM starts when most labels of every bin are clean: the isotonic fit of the bins' medians. */
import { isotonicRegression } from "../math/isotonic.ts";
import type { IndexBins } from "./indexBins.ts";
import type { CurveStart } from "./mixture.ts";

/** A normal law's deviation over its median absolute deviation. */
const CONSISTENT = 1 / 0.6745;
/** A share of corrupted labels to begin with. */
const SHARE = 0.2;

/** @param counts whether a bin counts; the curve is level over those at the ends that do not */
export function medianStart(
  { count, binOf, mass }: IndexBins,
  y: Float64Array,
  counts: (bin: number) => boolean = () => true,
): CurveStart {
  const starts = new Int32Array(count + 1);
  for (let k = 0; k < count; k++) starts[k + 1] = starts[k] + mass[k];
  const sorted = new Float64Array(y.length);
  const next = starts.slice();
  for (let i = 0; i < y.length; i++) sorted[next[binOf[i]]++] = y[i];
  const overall = medianOf(y.slice());
  const medians = Float64Array.from({ length: count }, (_, k) =>
    mass[k] > 0 ? medianOf(sorted.subarray(starts[k], starts[k + 1])) : overall,
  );
  const u = isotonicRegression(
    medians,
    mass.map((rows, bin) => (counts(bin) ? Math.max(rows, 1e-9) : 1e-9)),
  );
  const deviations = y.map((value, i) => Math.abs(value - u[binOf[i]])).filter((_, i) => counts(binOf[i]));
  return { u, s: CONSISTENT * medianOf(deviations), share: SHARE };
}

/** The middle one, the upper of two. Sorts in place. */
function medianOf(values: Float64Array): number {
  return values.sort()[values.length >> 1];
}
