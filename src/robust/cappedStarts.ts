/**
 * Where EM starts when all labels beyond a place are corrupted, as when the highest are set to 0: the median start of the
 * rows on this side of it. A law of corrupted labels that knows nothing makes it cheaper to give up the rise than the rows
 * beyond it, so these starts compete under the law of what each of them gives up.
 */
import type { IndexBins } from "./indexBins.ts";
import { medianStart } from "./medianStart.ts";
import type { CurveStart } from "./mixture.ts";

/** Shares of the rows beyond, at the upper end and at the lower one. */
const BEYOND = [0.08, 0.2, 0.35];

export function cappedStarts(bins: IndexBins, y: Float64Array): CurveStart[] {
  let rows = 0;
  const ranks = bins.mass.map((mass) => (rows += mass) / y.length);
  return BEYOND.flatMap((beyond) => [
    medianStart(bins, y, (bin) => ranks[bin] <= 1 - beyond),
    medianStart(bins, y, (bin) => ranks[bin] > beyond),
  ]);
}
