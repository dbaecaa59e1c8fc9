/**
 * The law o of corrupted labels, of which nothing is known: a broad Cauchy law over the range of all labels while a
 * direction is looked for, and for the last score also a smoothed histogram of the labels that a fit gives up. The
 * histogram charges for every row given up by what is gained with it: a fit that throws the signal away explains its
 * corruption well and nothing else.
 */
import { quantile } from "../method/initializer.ts";
import { atomDensity, atomsOf } from "./atoms.ts";

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
  // Labels that are all the same have any scale.
  return cauchyLaw(center, Math.max(range, 1e-3 * full) || 1);
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

/** What limits a density: the step that labels come in, and the least noise of a curve. */
export interface Resolution {
  readonly grain: number;
  readonly leastNoise: number;
}

/**
 * .3 of the broad law and .7 of the histogram of given-up labels, atoms among them apart.
 *
 * @param givenUp how far each row is given up, 0 … 1
 */
export function givenUpLaw(
  broad: OutlierLaw,
  y: Float64Array,
  givenUp: Float64Array,
  { grain, leastNoise }: Resolution,
): OutlierLaw {
  const sorted = y.slice().sort();
  // Labels that come in steps lie in the middle of cells: one narrower would claim a density of what is a probability.
  const low = quantile(sorted, 0.005) - grain / 2;
  const high = Math.max(quantile(sorted, 0.995) + grain / 2, low + 1e-9 * broad.spread + Number.MIN_VALUE);
  const width = Math.max((high - low) / CELLS, grain);
  const cellOf = (value: number): number => {
    const cell = Math.floor((value - low) / width);
    return value === high ? Math.min(cell, CELLS - 1) : cell;
  };
  const atoms = new Map(atomsOf(y).map((atom) => [atom, 0]));
  const counts = new Float64Array(CELLS).fill(1e-3);
  let inside = 0;
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    total += givenUp[i];
    const atom = atoms.get(y[i]);
    if (atom !== undefined) {
      atoms.set(y[i], atom + givenUp[i]);
      continue;
    }
    const cell = cellOf(y[i]);
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
  const all = Math.max(total, 1e-9);
  const heights = smooth.map((count) => ((count / mass / width) * inside) / all);
  return {
    ...broad,
    density(value) {
      const atom = atoms.get(value);
      const cell = cellOf(value);
      const histogram = cell >= 0 && cell < CELLS ? heights[cell] : 0;
      const known = atom === undefined ? histogram : atomDensity(atom / all, leastNoise);
      return BROAD_SHARE * broad.density(value) + (1 - BROAD_SHARE) * known;
    },
  };
}
