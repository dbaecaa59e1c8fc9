/**
 * The last curve at a fixed direction. A staircase is the least-squares answer and right where the link jumps; a
 * polyline through the ends of its steps is better where it does not; a straight line (for 0/1 labels a sigmoid) is
 * best where nothing bends. Cross-validation on z and y alone, no sweep, says which.
 */
import { isotonicRegression } from "../math/isotonic.ts";
import type { RandomStream } from "../math/random.ts";
import { argsort } from "../math/sort.ts";
import { curveAt } from "./curve.ts";
import { evidence } from "./evidence.ts";
import type { Curve } from "./model.ts";
import { sigmoidCurve } from "./sigmoidCurve.ts";

/** Index and labels, ascending in z. */
export interface Points {
  readonly z: Float64Array;
  readonly y: Float64Array;
  readonly weights: Float64Array;
}

const FOLDS = 5;
/** A rule takes the place of the polyline on so many standard errors of evidence. */
const ENOUGH = 0.5;

/**
 * @param z n indices
 * @param y n labels
 * @param weights n row weights
 * @param binary whether labels are 0 and 1
 */
export function chooseCurve(
  z: Float64Array,
  y: Float64Array,
  weights: Float64Array,
  binary: boolean,
  stream: RandomStream,
): Curve {
  const points = sorted(z, y, weights);
  const rules = [polyline, staircase, binary ? sigmoidCurve : straightLine];
  const losses = crossValidated(points, rules, stream);
  let best = 0;
  for (let r = 1; r < rules.length; r++) if (evidence(losses[best], losses[r]) > ENOUGH) best = r;
  return rules[best](points);
}

/** For each rule the loss of every row by the fit to the other folds, times its weight. */
function crossValidated(
  points: Points,
  rules: readonly ((points: Points) => Curve)[],
  stream: RandomStream,
): Float64Array[] {
  const { z, y, weights } = points;
  const losses = rules.map(() => new Float64Array(z.length));
  const fold = Int32Array.from(z, () => stream.below(FOLDS));
  for (let out = 0; out < FOLDS; out++) {
    const inside = pick(points, (i) => fold[i] !== out);
    if (!inside.weights.some((weight) => weight > 0)) continue;
    rules.forEach((rule, r) => {
      const u = curveAt(rule(inside));
      for (let i = 0; i < z.length; i++) if (fold[i] === out) losses[r][i] = weights[i] * (u(z[i]) - y[i]) ** 2;
    });
  }
  return losses;
}

/** Points in ascending order of z. */
export function sorted(z: Float64Array, y: Float64Array, weights: Float64Array): Points {
  const order = argsort(z);
  const along = (values: Float64Array): Float64Array => Float64Array.from(order, (i) => values[i]);
  return { z: along(z), y: along(y), weights: along(weights) };
}

function pick({ z, y, weights }: Points, wanted: (i: number) => boolean): Points {
  const keep = (values: Float64Array): Float64Array => values.filter((_, i) => wanted(i));
  return { z: keep(z), y: keep(y), weights: keep(weights) };
}

/** Runs of equal z merged, then pooled: every block's first and last z, and its value. */
function blocksOf({ z, y, weights }: Points): { first: number[]; last: number[]; values: number[] } {
  const at: number[] = [];
  const sums: number[] = [];
  const mass: number[] = [];
  for (let i = 0; i < z.length; i++) {
    if (weights[i] === 0) continue;
    const k = at.length - 1;
    if (k >= 0 && at[k] === z[i]) {
      sums[k] += weights[i] * y[i];
      mass[k] += weights[i];
    } else {
      at.push(z[i]);
      sums.push(weights[i] * y[i]);
      mass.push(weights[i]);
    }
  }
  const fitted = isotonicRegression(
    Float64Array.from(sums, (sum, k) => sum / mass[k]),
    Float64Array.from(mass),
  );
  const blocks: { first: number[]; last: number[]; values: number[] } = { first: [], last: [], values: [] };
  for (let k = 0; k < at.length; k++) {
    const open = blocks.values.length - 1;
    if (open >= 0 && blocks.values[open] === fitted[k]) blocks.last[open] = at[k];
    else {
      blocks.first.push(at[k]);
      blocks.last.push(at[k]);
      blocks.values.push(fitted[k]);
    }
  }
  return blocks;
}

/** The isotonic fit as it is, each step beginning halfway between the rows it parts. */
export function staircase(points: Points): Curve {
  const { first, last, values } = blocksOf(points);
  const knots = first.map((z, k) => (k === 0 ? z : halfway(last[k - 1], z)));
  return { rule: "step", knots, values };
}

/** The isotonic fit with its jumps laid over the gaps between rows: flat along a block, straight between blocks. */
export function polyline(points: Points): Curve {
  const { first, last, values } = blocksOf(points);
  const knots: number[] = [];
  const heights: number[] = [];
  first.forEach((z, k) => {
    knots.push(z);
    heights.push(values[k]);
    if (last[k] > z) {
      knots.push(last[k]);
      heights.push(values[k]);
    }
  });
  return { rule: "linear", knots, values: heights };
}

/** The least-squares line, held nondecreasing. */
export function straightLine({ z, y, weights }: Points): Curve {
  let [mass, sz, sy, szz, szy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < z.length; i++) {
    mass += weights[i];
    sz += weights[i] * z[i];
    sy += weights[i] * y[i];
  }
  const [meanZ, meanY] = [sz / mass, sy / mass];
  for (let i = 0; i < z.length; i++) {
    szz += weights[i] * (z[i] - meanZ) ** 2;
    szy += weights[i] * (z[i] - meanZ) * (y[i] - meanY);
  }
  const slope = szz > 0 ? Math.max(szy / szz, 0) : 0;
  const ends = [meanZ - 1, meanZ + 1];
  return { rule: "linear", knots: ends, values: ends.map((end) => meanY + slope * (end - meanZ)), extend: true };
}

/** Between two floats in the middle, and never at or below the left one. */
function halfway(left: number, right: number): number {
  const middle = left + (right - left) / 2;
  return middle > left ? middle : right;
}
