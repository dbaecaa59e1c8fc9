/**
 * The law o of corrupted labels, of which nothing is known: a broad Cauchy law over the range of all labels while a
 * direction is looked for, and for the last score also a smoothed histogram of the labels that a fit gives up. The
 * histogram charges for every row given up by what is gained with it: a fit that throws the signal away explains its
 * corruption well and nothing else.
 */
import { quantile } from "../method/initializer.ts";

export interface OutlierLaw {
  readonly center: number;
  /** The range from the 10 % to the 90 % quantile of the labels, or of more of them where those are the same. */
  readonly spread: number;
  density(y: number): number;
}

/** Where 80 % of the labels are one value, the range of more of them tells how far labels go. */
const TAILS = [0.1, 0.05, 0.01];

/** The Cauchy law at the labels' median with their 10–90 % range as scale. @param sorted labels, ascending */
export function broadLaw(sorted: Float64Array): OutlierLaw {
  const center = quantile(sorted, 0.5);
  const full = sorted[sorted.length - 1] - sorted[0];
  const ranges = TAILS.map((tail) => quantile(sorted, 1 - tail) - quantile(sorted, tail));
  const range = ranges.find((some) => some > 0) ?? full;
  return cauchyLaw(center, Math.max(range, 1e-3 * full, Number.MIN_VALUE));
}

export function cauchyLaw(center: number, spread: number): OutlierLaw {
  return {
    center,
    spread,
    density(y) {
      const t = (y - center) / spread;
      return 1 / (Math.PI * spread * (1 + t * t));
    },
  };
}

const CELLS = 120;
const BROAD_SHARE = 0.3;
/** A row's mass in a cell is spread over its neighbors. */
const KERNEL = [0.15, 0.7, 0.15];

/** How finely labels are told apart where a law of them is not smooth; never several cells to a step they come in. */
export function cellOfLabels(sorted: Float64Array, grain: number): number {
  const range = quantile(sorted, 0.995) - quantile(sorted, 0.005);
  return Math.max((range + grain) / CELLS, grain, Number.MIN_VALUE);
}

/**
 * .3 of the broad law and .7 of the histogram of given-up labels.
 *
 * @param givenUp how far each row is given up, 0 … 1
 * @param grain the step that labels come in, if they do
 */
export function givenUpLaw(broad: OutlierLaw, y: Float64Array, givenUp: Float64Array, grain = 0): OutlierLaw {
  const sorted = y.slice().sort();
  // Labels that come in steps lie in the middle of cells.
  const low = quantile(sorted, 0.005) - grain / 2;
  const width = cellOfLabels(sorted, grain);
  const high = low + CELLS * width;
  const cellOf = (value: number): number => {
    const cell = Math.floor((value - low) / width);
    return value === high ? Math.min(cell, CELLS - 1) : cell;
  };
  const counts = new Float64Array(CELLS).fill(1e-3);
  let inside = 0;
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    const cell = cellOf(y[i]);
    total += givenUp[i];
    if (cell < 0 || cell >= CELLS) continue;
    counts[cell] += givenUp[i];
    inside += givenUp[i];
  }
  const smooth = counts.map((count, cell) => {
    const left = cell > 0 ? counts[cell - 1] : 0;
    const right = cell < CELLS - 1 ? counts[cell + 1] : 0;
    return KERNEL[0] * left + KERNEL[1] * count + KERNEL[2] * right;
  });
  const mass = smooth.reduce((sum, count) => sum + count, 0);
  const heights = smooth.map((count) => ((count / mass / width) * inside) / Math.max(total, 1e-9));
  return {
    ...broad,
    density(value) {
      const cell = cellOf(value);
      const histogram = cell >= 0 && cell < CELLS ? heights[cell] : 0;
      return BROAD_SHARE * broad.density(value) + (1 - BROAD_SHARE) * histogram;
    },
  };
}
