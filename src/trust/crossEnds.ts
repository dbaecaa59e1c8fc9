/**
 * The ends of CV+ intervals: with u_k(x) the prediction of the fit without fold k, and r the residuals of its rows, a
 * share `level` of all u_k(x) + r lies below the upper end, and of all u_k(x) − r above the lower.
 */
import type { Radii } from "../fit/model.ts";
import { binOf } from "../pass/maps.ts";

/** Halvings of the bracket: to the last digits of it. */
const HALVINGS = 50;

/** The share of fresh labels within a distance, by each fold alone. */
function sharesWithin({ levels, radii }: Radii): { within: (distance: number) => number; last: number } {
  const [steps, heights] = [Float64Array.from(radii), Float64Array.from(levels)];
  return {
    within(distance) {
      const at = binOf(steps, distance);
      return at === 0 ? 0 : heights[at - 1];
    },
    last: steps[steps.length - 1],
  };
}

/**
 * @param predicted by fold, its predictions of every row
 * @returns none where too few rows were left out to tell so much
 */
export function crossEnds(
  predicted: readonly Float64Array[],
  folds: readonly Radii[],
  level: number,
): { readonly low: Float64Array; readonly high: Float64Array } | undefined {
  const most = folds.reduce((sum, { levels }) => sum + (levels.at(-1) ?? 0), 0) / folds.length;
  if (!(level <= most)) return undefined;
  const shares = folds.map(sharesWithin);
  const endAbove = (centers: readonly number[]): number => {
    let high = Math.max(...centers.map((center, k) => center + shares[k].last));
    let low = Math.min(...centers);
    for (let k = 0; k < HALVINGS; k++) {
      const middle = (low + high) / 2;
      const held = shares.reduce((sum, { within }, fold) => sum + within(middle - centers[fold]), 0) / shares.length;
      if (held >= level) high = middle;
      else low = middle;
    }
    return high;
  };
  const rows = predicted[0].length;
  const [low, high] = [new Float64Array(rows), new Float64Array(rows)];
  for (let i = 0; i < rows; i++) {
    const centers = predicted.map((values) => values[i]);
    if (centers.some(Number.isNaN)) {
      low[i] = high[i] = Number.NaN;
      continue;
    }
    high[i] = endAbove(centers);
    low[i] = -endAbove(centers.map((center) => -center));
  }
  return { low, high };
}
