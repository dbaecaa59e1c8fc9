/** The fit and how far to trust it. */
import type { Arrays } from "../data/sources/arrays.ts";
import type { Table } from "../data/table.ts";
import { fit as fitAlone } from "../fit/fit.ts";
import type { Model } from "../fit/model.ts";
import type { FitOptions } from "../fit/options.ts";
import { shortList } from "../fit/shortList.ts";
import type { Judgment, Standing } from "../fit/standing.ts";
import { freeCurve, gaussianity } from "./assumptions.ts";
import { bootstrap } from "./bootstrap.ts";
import { crossFits } from "./crossFits.ts";
import { residualRadii } from "./residualRadii.ts";
import { sandwich } from "./sandwich.ts";
import { signalGauge } from "./signalGauge.ts";
import { trustFrame } from "./trustFrame.ts";

/**
 * Fits y ≈ u(w·x), u nondecreasing, and works out intervals for weights, effects and predictions.
 *
 * @param input a table (with `options.target`), or x with y: x as row-major Float64Array with n and d, arrays of
 * arrays, or columns. Arrays are read where they are, never written to, and must not change while the fit runs.
 * @throws UsageError for options that cannot mean anything; DataError for a table that cannot be fitted
 *
 * @example
 * import { fit } from "plumbline-fit";
 * const size = Array.from({ length: 60 }, (_, i) => i);
 * const model = await fit({ x: { size }, y: size.map((s) => Math.max(s - 30, 0)) }, { seed: 1 });
 * model.heldOut.fit.r2 > 0.9; // true
 */
export async function fit(input: Table | Arrays, options: FitOptions = {}): Promise<Model> {
  if (options.sparse === undefined || options.sparse === false) return fitAlone(input, options, trustIn);
  const list = await shortList(options, (some) => fitAlone(input, some));
  const { progress: _, ...rest } = options;
  const model = await fitAlone(input, { ...rest, features: list.columns }, trustIn);
  options.progress?.({ stage: "done", done: 1 });
  return { ...model, shortList: list, notices: [...model.notices, CHOSEN] };
}

const CHOSEN =
  "The rows held out chose the list of columns, so their scores flatter it a little, and intervals take the list as given.";

async function trustIn(standing: Standing): Promise<Judgment> {
  const frame = trustFrame(standing);
  const law = frame && (await sandwich(standing, frame));
  const { bootstrap: times = 0 } = standing;
  const intervals = frame && law && times > 0 ? await bootstrap(standing, frame, times) : law?.intervals;
  const radii = residualRadii(standing);
  const folds = standing.folds ? await crossFits(standing, standing.folds) : undefined;
  const prediction = radii && { ...radii, ...(folds && { folds }) };
  const signal = await signalGauge(standing);
  const free = await freeCurve(standing);
  const trust = {
    ...(intervals && { intervals }),
    ...(prediction && { prediction }),
    ...(signal && { signal }),
    index: gaussianity(standing.finished.points.z),
    ...(free && { freeCurve: free }),
  };
  return { trust, ...(law && { slope: law.slope }) };
}
