/** Checks of what the theory takes for granted: that the index is Gaussian, and that the curve rises. */
import { predictions } from "../fit/compare.ts";
import { withLabels } from "../fit/labels.ts";
import type { Trust } from "../fit/model.ts";
import type { Standing } from "../fit/standing.ts";
import { normalDistribution } from "../math/normal.ts";
import { evidence } from "../math/paired.ts";
import { weightsOf } from "../math/weights.ts";
import { quantile } from "../method/initializer.ts";
import { smoothCurve } from "../robust/freeCurve.ts";
import { indexBins, interpolated } from "../robust/indexBins.ts";
import { packedRows, rowsOver } from "../robust/rows.ts";
import { variesAlong } from "../robust/secondCause.ts";

/** Moments and distribution of the index (mean 0, variance 1) beside those of a normal law. @param z ascending */
export function gaussianity(z: Float64Array): NonNullable<Trust["index"]> {
  const n = z.length;
  let [cubes, fourths, distance] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const square = z[i] * z[i];
    cubes += square * z[i];
    fourths += square * square;
    const law = normalDistribution(z[i]);
    distance = Math.max(distance, law - i / n, (i + 1) / n - law);
  }
  return { skewness: cubes / n, excess: fourths / n - 3, distance };
}

/** A free curve is told by so many rows. */
const [FEWEST_ROWS, MOST_ROWS, MOST_FEATURES] = [60, 8000, 300];
const [BANDWIDTH, PRIOR] = [0.15, 2];
/** Labels are clipped to these quantiles: a few far out must not decide which curve is better. */
const [LOW, HIGH] = [0.02, 0.98];

/**
 * How much more of labels set aside a smooth curve explains that may fall, along a direction of its own: in shares of
 * their variation, and in standard errors. No label is taken as corrupted here, since that is what a curve that must rise
 * makes of one that falls.
 */
export async function freeCurve({ held, unit }: Standing): Promise<Trust["freeCurve"]> {
  const { predictor, design } = held;
  const { design: pool, pass, scaling, whitening } = predictor.carried;
  if (pool.d > MOST_FEATURES || pool.n < FEWEST_ROWS) return undefined;
  const few = Math.min(pool.n, MOST_ROWS);
  const all = rowsOver(pool, pass, scaling, whitening);
  const some = few === pool.n ? all : await all.some(Int32Array.from({ length: few }, (_, i) => i));
  const sorted = some.y.slice().sort();
  const [low, high] = [quantile(sorted, LOW), quantile(sorted, HIGH)];
  const clipped = (y: Float64Array): Float64Array => y.map((label) => Math.min(Math.max(label, low), high));
  const weights = weightsOf(pool.n, pool.weights).subarray(0, few);
  const y = clipped(some.y);
  const { w } = await variesAlong(some, y, weights);
  const bins = indexBins(await some.index(w));
  const curve = smoothCurve(bins, y, BANDWIDTH, weights, PRIOR);
  const rows = await packedRows(withLabels(design, unit), scaling, whitening);
  const inUnit = predictions(predictor, design, design.binary).map((value) => (value - unit.center) / unit.scale);
  const free = interpolated(bins.centers, curve, await rows.index(w));
  return compared(clipped(rows.y), clipped(inUnit), free, weightsOf(design.n, design.weights));
}

/** By how much the second prediction is better than the first. */
function compared(
  y: Float64Array,
  first: Float64Array,
  second: Float64Array,
  weights: Float64Array,
): Trust["freeCurve"] {
  const loss = (prediction: Float64Array): Float64Array =>
    y.map((label, i) => weights[i] * (label - prediction[i]) * (label - prediction[i]));
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const mean = sum(y.map((label, i) => weights[i] * label)) / sum(weights);
  const base = sum(loss(y.map(() => mean)));
  if (!(base > 0)) return undefined;
  const [ours, theirs] = [loss(first), loss(second)];
  return { gain: (sum(ours) - sum(theirs)) / base, evidence: evidence(ours, theirs) };
}
