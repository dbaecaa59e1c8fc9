/**
 * The last curve at a fixed direction. A staircase is the least-squares answer and right where the link jumps; a
 * polyline through the ends of its steps is better where it does not; a straight line (for 0/1 labels a sigmoid) is
 * best where nothing bends. Cross-validation on z and y alone, no sweep, says which.
 */
import type { RandomStream } from "../math/random.ts";
import { breathe } from "../pass/breath.ts";
import { type Points, sorted } from "./blocks.ts";
import { curveAt } from "./curve.ts";
import { polyline } from "./curves/polyline.ts";
import { sigmoidCurve } from "./curves/sigmoidCurve.ts";
import { staircase } from "./curves/staircase.ts";
import { straightLine } from "./curves/straightLine.ts";
import { evidence } from "./evidence.ts";
import type { Curve } from "./model.ts";

const FOLDS = 5;
/** A rule takes the place of the polyline on so many standard errors of evidence. */
const ENOUGH = 0.5;

/**
 * @param z n indices
 * @param y n labels
 * @param weights n row weights
 * @param binary whether labels are 0 and 1
 */
export async function chooseCurve(
  z: Float64Array,
  y: Float64Array,
  weights: Float64Array,
  binary: boolean,
  stream: RandomStream,
  signal?: AbortSignal,
): Promise<Curve> {
  const points = sorted(z, y, weights, binary);
  const rules = [polyline, staircase, binary ? sigmoidCurve : straightLine];
  const losses = await crossValidated(points, rules, stream, signal);
  let best = 0;
  for (let r = 1; r < rules.length; r++) if (evidence(losses[best], losses[r]) > ENOUGH) best = r;
  return rules[best](points);
}

/** For each rule the loss of every row by the fit to the other folds, times its weight. */
async function crossValidated(
  points: Points,
  rules: readonly ((points: Points) => Curve)[],
  stream: RandomStream,
  signal?: AbortSignal,
): Promise<Float64Array[]> {
  const { z, y, weights } = points;
  const losses = rules.map(() => new Float64Array(z.length));
  const fold = Int32Array.from(z, () => stream.below(FOLDS));
  for (let out = 0; out < FOLDS; out++) {
    const inside = pick(points, (i) => fold[i] !== out);
    if (!inside.weights.some((weight) => weight > 0)) continue;
    for (const [r, rule] of rules.entries()) {
      await breathe(signal);
      const u = curveAt(rule(inside));
      for (let i = 0; i < z.length; i++) if (fold[i] === out) losses[r][i] = weights[i] * (u(z[i]) - y[i]) ** 2;
    }
  }
  return losses;
}

function pick({ z, y, weights, binary }: Points, wanted: (i: number) => boolean): Points {
  const keep = (values: Float64Array): Float64Array => values.filter((_, i) => wanted(i));
  return { z: keep(z), y: keep(y), weights: keep(weights), binary };
}
