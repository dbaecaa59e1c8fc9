/** Where EM starts at a direction that has no curve yet: the bins' medians, and the best path. */
import { bestPath, valueGrid } from "./bestPath.ts";
import type { IndexBins } from "./indexBins.ts";
import type { Labels } from "./labels.ts";
import { medianStart } from "./medianStart.ts";
import type { CurveStart } from "./mixture.ts";

export function beginnings(labels: Labels): (bins: IndexBins) => CurveStart[] {
  const grid = valueGrid(labels);
  return (bins) => [medianStart(bins, labels.y), bestPath(bins, grid)];
}
