/**
 * The last curve at a fixed direction. A staircase is the least-squares answer and right where the link jumps; a
 * polyline through the ends of its steps is better where it does not; a straight line (for 0/1 labels a sigmoid) is
 * best where nothing bends. Cross-validation on z and y alone, no sweep, says which.
 */

import { evidence } from "../math/paired.ts";
import type { RandomStream } from "../math/random.ts";
import { breathe } from "../pass/breath.ts";
import { type Blocks, blocksOf } from "./blocks.ts";
import { curveOver } from "./curve.ts";
import { polyline } from "./curves/polyline.ts";
import { sigmoidCurve } from "./curves/sigmoidCurve.ts";
import { staircase } from "./curves/staircase.ts";
import { straightLine } from "./curves/straightLine.ts";
import type { Curve } from "./model.ts";
import { MANY_POINTS, type Points, roomFor, thinned } from "./points.ts";

const FOLDS = 5;
/** A rule takes the place of the polyline on so many standard errors of evidence. */
const ENOUGH = 0.5;

type Rule = (points: Points, blocks: Blocks) => Curve;

/**
 * Rules are compared on at most 100 000 of the points: what so many do not tell apart by half a standard error differs by
 * less than a six-hundredth of how much its losses vary from row to row, and predicts alike. The best is fitted to all.
 */
export async function chooseCurve(points: Points, stream: RandomStream, signal?: AbortSignal): Promise<Curve> {
  const rules: Rule[] = [
    (_, blocks) => polyline(blocks),
    (_, blocks) => staircase(blocks),
    points.binary ? sigmoidCurve : straightLine,
  ];
  const losses = await crossValidated(thinned(points, MANY_POINTS), rules, stream, signal);
  let best = 0;
  for (let r = 1; r < rules.length; r++) if (evidence(losses[best], losses[r]) > ENOUGH) best = r;
  await breathe(signal);
  return rules[best](points, blocksOf(points));
}

/** For each rule the loss of every row by the fit to the other folds, times its weight. */
async function crossValidated(
  points: Points,
  rules: readonly Rule[],
  stream: RandomStream,
  signal?: AbortSignal,
): Promise<Float64Array[]> {
  const n = points.z.length;
  const losses = rules.map(() => new Float64Array(n));
  const fold = new Uint8Array(n);
  for (let i = 0; i < n; i++) fold[i] = stream.below(FOLDS);
  for (let out = 0; out < FOLDS; out++) {
    const { inside, outside } = parted(points, fold, out);
    if (!inside.weights.some((weight) => weight > 0)) continue;
    const blocks = blocksOf(inside);
    for (const [r, rule] of rules.entries()) {
      await breathe(signal);
      const u = curveOver(rule(inside, blocks), outside.z);
      let k = 0;
      for (let i = 0; i < n; i++) {
        if (fold[i] !== out) continue;
        const error = u[k] - outside.y[k];
        losses[r][i] = outside.weights[k++] * (error * error);
      }
    }
  }
  return losses;
}

/** The points outside a fold, and those that are left. */
function parted(points: Points, fold: Uint8Array, out: number): { readonly inside: Points; readonly outside: Points } {
  let count = 0;
  for (let i = 0; i < fold.length; i++) if (fold[i] === out) count++;
  const inside = roomFor(fold.length - count, points.binary);
  const outside = roomFor(count, points.binary);
  let [k, l] = [0, 0];
  for (let i = 0; i < fold.length; i++) {
    const to = fold[i] === out ? outside : inside;
    const at = fold[i] === out ? l++ : k++;
    to.z[at] = points.z[i];
    to.y[at] = points.y[i];
    to.weights[at] = points.weights[i];
  }
  return { inside, outside };
}
