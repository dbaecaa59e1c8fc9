/**
 * The globally best nondecreasing curve at a fixed direction, on a grid: labels are counted on bins of z × cells of y,
 * a value g in a bin costs Σ over its labels of −ln((1 − ε) Normal(y − g; s) + ε o(y)), and dynamic programming over
 * nondecreasing paths of values is exact in O(bins × cells). EM alone, from one start, takes a staircase upside down.
 */
import { exp, ln } from "../math/elementary.ts";
import { quantile } from "../method/initializer.ts";
import type { IndexBins } from "./indexBins.ts";
import type { Labels } from "./labels.ts";
import type { CurveStart } from "./mixture.ts";

const BINS = 60;
const CELLS = 120;
const SHARE = 0.15;
/** Scales of the noise to try, in units of the labels' range. */
const SCALES = [0.03, 0.08, 0.2];
const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

/** What depends on the labels alone: the cell of each, the cells' values, and what a label costs at a value, a scale each. */
export interface ValueGrid {
  /** −1 for labels beyond the grid. */
  readonly cellOf: Int16Array;
  readonly values: Float64Array;
  readonly scales: readonly number[];
  /** cost[cell·CELLS + value]. */
  readonly costs: readonly Float64Array[];
}

export function valueGrid({ y, outliers }: Labels): ValueGrid {
  const sorted = y.slice().sort();
  const [low, high] = [quantile(sorted, 0.01), quantile(sorted, 0.99)];
  const pad = 0.05 * (high - low) + 1e-9 * outliers.spread + Number.MIN_VALUE;
  const [first, width] = [low - pad, (high - low + 2 * pad) / CELLS];
  const values = Float64Array.from({ length: CELLS }, (_, g) => first + (g + 0.5) * width);
  const cellOf = Int16Array.from(y, (value) => {
    const cell = Math.floor((value - first) / width);
    return cell >= 0 && cell < CELLS ? cell : -1;
  });
  const scales = SCALES.map((scale) => scale * outliers.spread);
  const costs = scales.map((s) => {
    // The normal's part depends on how far apart cell and value are.
    const near = values.map((_, apart) => {
      const t = (apart * width) / s;
      return ((1 - SHARE) * exp(-0.5 * t * t)) / (s * ROOT_TWO_PI);
    });
    const cost = new Float64Array(CELLS * CELLS);
    for (let cell = 0; cell < CELLS; cell++) {
      const outlying = SHARE * outliers.density(values[cell]);
      for (let g = 0; g < CELLS; g++) cost[cell * CELLS + g] = -ln(near[Math.abs(cell - g)] + outlying);
    }
    return cost;
  });
  return { cellOf, values, scales, costs };
}

export function bestPath({ count, binOf }: IndexBins, { cellOf, values, scales, costs }: ValueGrid): CurveStart {
  const coarse = Math.min(BINS, count);
  const coarseOf = (bin: number): number => Math.floor((bin * coarse) / count);
  const counts = new Float64Array(coarse * CELLS);
  for (let i = 0; i < binOf.length; i++) if (cellOf[i] >= 0) counts[coarseOf(binOf[i]) * CELLS + cellOf[i]] += 1;
  let best: { total: number; path: Int16Array; s: number } = {
    total: Infinity,
    path: new Int16Array(coarse),
    s: scales[0],
  };
  for (const [k, cost] of costs.entries()) {
    const { total, path } = cheapest(counts, cost, coarse);
    if (total < best.total) best = { total, path, s: scales[k] };
  }
  const u = Float64Array.from({ length: count }, (_, bin) => values[best.path[coarseOf(bin)]]);
  return { u, s: best.s, share: SHARE };
}

/** The cheapest nondecreasing path of values over the bins. */
function cheapest(counts: Float64Array, cost: Float64Array, bins: number): { total: number; path: Int16Array } {
  const cameFrom = new Int16Array(bins * CELLS);
  let before = new Float64Array(CELLS);
  for (let k = 0; k < bins; k++) {
    const here = new Float64Array(CELLS);
    for (let cell = 0; cell < CELLS; cell++) {
      const rows = counts[k * CELLS + cell];
      if (rows === 0) continue;
      for (let g = 0; g < CELLS; g++) here[g] += rows * cost[cell * CELLS + g];
    }
    let least = 0;
    for (let g = 0; g < CELLS; g++) {
      if (before[g] <= before[least]) least = g;
      cameFrom[k * CELLS + g] = least;
      here[g] += before[least];
    }
    before = here;
  }
  let g = before.indexOf(before.reduce((a, b) => Math.min(a, b)));
  const total = before[g];
  const path = new Int16Array(bins);
  for (let k = bins - 1; k >= 0; k--) {
    path[k] = g;
    g = cameFrom[k * CELLS + g];
  }
  return { total, path };
}
