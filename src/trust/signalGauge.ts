/**
 * The signal gauge: what rows that were set aside still tell of the direction that was found without them. Nothing: the
 * fit has converged, and one index tells all that the field can see. Something: it has not, or the model is wrong.
 */
import { firstRows } from "../data/split.ts";
import { curveOver } from "../fit/curve.ts";
import type { Trust } from "../fit/model.ts";
import { rowIndex } from "../fit/rowIndex.ts";
import type { Standing } from "../fit/standing.ts";
import { weightsOf } from "../math/weights.ts";
import { packedRows } from "../robust/rows.ts";
import { signalLeft } from "./signalLeft.ts";

/** Fewer rows a feature are no large sample; more than MOST_ROWS tell enough. */
const [ROWS_A_FEATURE, MOST_ROWS, MOST_FEATURES] = [5, 20_000, 500];
/** The slope of the curve is told over so much of z to each side. */
const REACH = 0.1;

/** None where the rows set aside are too few, or not independent of each other. */
export async function signalGauge({ held }: Standing): Promise<Trust["signal"]> {
  const { predictor, counts } = held;
  const design = firstRows(held.design, MOST_ROWS);
  const { n, d, groups } = design;
  if (d < 2 || d > MOST_FEATURES || n < ROWS_A_FEATURE * d || groups !== undefined) return undefined;
  const { line, curve, carried } = predictor;
  const { scaling, whitening, candidate } = carried;
  const rows = await packedRows(design, scaling, whitening);
  const z = rowIndex(design, line);
  const prediction = curveOver(curve, z);
  const [above, below] = [REACH, -REACH].map((by) =>
    curveOver(
      curve,
      z.map((at) => at + by),
    ),
  );
  const left = await signalLeft(
    rows,
    candidate.w,
    await rows.index(candidate.w),
    {
      residuals: design.y.map((label, i) => label - prediction[i]),
      slope: above.map((value, i) => (value - below[i]) / (2 * REACH)),
      counts: counts?.subarray(0, n) ?? weightsOf(design.n, design.weights),
    },
    carried.design.n,
  );
  return left && { ...left, rows: n };
}
