/**
 * How far labels lie from their predictions, kept compactly: split-conformal prediction (VovkGS2005). Of n residuals set
 * aside and one to come, each is equally likely to be the largest, so a share k/(n + 1) of fresh labels lies within the
 * k-th smallest. Where rows count by how sure they are of the law one asks for, so do their shares (TibshiraniBCR2019).
 */

import type { Radii } from "../fit/model.ts";
import { argsort } from "../math/sort.ts";

/** So many are kept, closest together near level 1, where 1 − level counts. */
const KEPT = 100;
/** Levels are kept to four digits, rounded down; radii to five, rounded up. */
const RADIUS_DIGITS = 5;

/** @param sizes |y − prediction| of rows that no step of the fit has seen; weights of rows, ones where absent */
export function radiiOf(sizes: Float64Array, weights?: Float64Array): Radii {
  const order = argsort(sizes);
  const mass = weights?.reduce((sum, weight) => sum + weight, 0) ?? sizes.length;
  const levels: number[] = [];
  const radii: number[] = [];
  const unit = 1e4;
  let below = 0;
  let wanted = 0;
  for (const i of order) {
    below += weights?.[i] ?? 1;
    const level = Math.floor((unit * below) / (mass + 1)) / unit;
    if (level < wanted || level <= (levels.at(-1) ?? 0)) continue;
    levels.push(level);
    radii.push(roundedUp(sizes[i]));
    // t = √(1 − level) in even steps.
    const t = Math.sqrt(1 - level) - 1 / KEPT;
    wanted = 1 - t * t;
  }
  return { levels, radii };
}

/** The least radius that holds a share `level` of fresh labels; none where the rows set aside are too few. */
export function radiusAt({ levels, radii }: Radii, level: number): number | undefined {
  return radii[levels.findIndex((kept) => kept >= level)];
}

function roundedUp(size: number): number {
  const rounded = Number(size.toPrecision(RADIUS_DIGITS));
  return rounded >= size ? rounded : Number((size * (1 + 6e-5)).toPrecision(RADIUS_DIGITS));
}
