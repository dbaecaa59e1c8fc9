/**
 * CV+ (BarberCRT2021): a fit without each fold, and how far the fold's labels lie from its predictions. Where fits to
 * most of the rows agree, intervals are narrower than those of rows set aside; at a level of 1 − α they are guaranteed to
 * hold 1 − 2α of labels, and usually hold 1 − α. Direction and curve are fitted anew from where the fit stands; learner and ridge stay.
 */
import { rowsOf } from "../data/split.ts";
import { carry } from "../fit/carry.ts";
import { predictions } from "../fit/compare.ts";
import { foldsOf } from "../fit/contest.ts";
import { finish } from "../fit/finish.ts";
import { withLabels } from "../fit/labels.ts";
import type { CrossFit } from "../fit/model.ts";
import { wholeOf } from "../fit/procedure.ts";
import type { Standing } from "../fit/standing.ts";
import { openStore } from "../pass/openStore.ts";
import { scalingOf } from "../pass/scaling.ts";
import { radiiWith } from "./residualRadii.ts";

export async function crossFits(standing: Standing, folds: number): Promise<CrossFit[] | undefined> {
  const { design, unit, learned, told, finished, stream, signal, progress } = standing;
  if (design.binary) return undefined;
  const fold = foldsOf(design, stream.jumped(folds), folds);
  const rows = Int32Array.from({ length: design.n }, (_, i) => i);
  const fits: CrossFit[] = [];
  for (let out = 0; out < folds; out++) {
    signal?.throwIfAborted();
    const [inside, outside] = [rows.filter((i) => fold[i] !== out), rows.filter((i) => fold[i] === out)];
    if (inside.length === 0 || outside.length === 0) continue;
    const [train, test] = [rowsOf(design, inside), rowsOf(design, outside)];
    const scaling = scalingOf(train, learned.trial.knowledge.intercept);
    const inUnit = withLabels(train, unit);
    const store = await openStore(inUnit, scaling);
    const carried = await carry(learned, await wholeOf(inUnit, store.pass(), scaling, learned));
    const { line, curve } = await finish(carried, train, told, stream.jumped(out), signal);
    const trusted = await carried.trustOf?.(withLabels(test, unit));
    store.close();
    const offset = line.weights.reduce((sum, w, j) => sum + w * (finished.line.centers[j] - line.centers[j]), 0);
    const predicted = predictions({ line, curve }, test, false);
    fits.push({ weights: [...line.weights], offset, link: curve, ...radiiWith(test, predicted, trusted?.corrupted) });
    progress?.((out + 1) / folds);
  }
  return fits;
}
