/**
 * Contamination, looked for: the robust portfolio on the rows that learned, and whether what it finds explains held-out
 * labels better than the plain story of a mean and its noise. Skewness and noise that grows are not contamination; the
 * plain story stands unless the evidence against it is clear.
 */
import type { Design } from "../data/design.ts";
import { gathered } from "../data/rows.ts";
import { firstRows, nested, rowsOf, splitRows } from "../data/split.ts";
import { DataError } from "../errors.ts";
import { ln } from "../math/elementary.ts";
import type { RandomStream } from "../math/random.ts";
import type { Explanation } from "../robust/explanation.ts";
import { plainScores } from "../robust/meanLaw.ts";
import { monotone } from "../robust/mixture.ts";
import { portfolio } from "../robust/portfolio.ts";
import { rowsOver } from "../robust/rows.ts";
import { evidence } from "./evidence.ts";
import type { Open } from "./ground.ts";
import { type LabelUnit, withLabels } from "./labels.ts";
import type { Learned } from "./procedure.ts";

/** What explains the labels, and rivals that explain others. */
export interface Contamination {
  readonly best: Explanation;
  readonly rivals: readonly Explanation[];
  /** How much likelier it makes a held-out label than the plain story, nats. */
  readonly gain: number;
}

const HELD_OUT = 0.25;
/** Starts are refined on so many rows, or 10 a feature. */
const START_ROWS = 3000;
/** The plain story goes on a gain of so much a row and so many standard errors. */
const [ENOUGH, SURE] = [0.01, 3];
/** No row is evidence of more: under a normal law one label far out would be all there is. */
const MOST_GAIN = 3;
/** Fewer rows a feature tell nothing of who is corrupted. */
const ROWS_A_FEATURE = 4;

export interface Search {
  readonly stream: RandomStream;
  readonly open: Open;
  /** The share of corrupted labels, where it is told: the plain story is not asked then. */
  readonly share?: number;
  readonly signal?: AbortSignal;
  readonly progress?: (done: number) => void;
}

/**
 * @param design the rows that directions were learned on
 * @param unit what their labels were learned in
 * @throws DataError where the share is told, of rows that cannot tell whose labels they are
 */
export async function contaminationOf(
  design: Design,
  unit: LabelUnit,
  learned: Learned,
  plain: Learned,
  { stream, open, share, signal, progress }: Search,
): Promise<Contamination | undefined> {
  const { fit, heldOut } = splitRows(design, HELD_OUT, stream);
  const few = Math.max(START_ROWS, 10 * design.d);
  const inData = {
    training: rowsOf(design, gathered(fit, nested(fit.length, [few], stream))),
    judging: rowsOf(design, heldOut),
  };
  const lacking = lackingOf(design, inData.training.y);
  if (lacking !== undefined) {
    if (share === undefined) return undefined;
    throw new DataError({ where: "contamination", what: lacking, would: "leave it at auto" });
  }
  const [training, judging] = [withLabels(inData.training, unit), withLabels(inData.judging, unit)];
  const { scaling, trial } = learned;
  const store = await open(training, scaling);
  const over = async (rows: Design, pass: Promise<Awaited<ReturnType<typeof store.pass>>>) =>
    rowsOver(rows, await pass, scaling, trial.whitening, async (some, by) => (await open(some, by)).pass());
  const first = Math.min(few, training.n);
  const rows = {
    train: await over(training, Promise.resolve(store.pass())),
    small: await over(firstRows(training, first), Promise.resolve(store.pass(first))),
    heldOut: await over(
      judging,
      open(judging, scaling).then((held) => held.pass()),
    ),
  };
  const [best, ...rivals] = await portfolio({
    ...rows,
    stream,
    candidates: [learned.found.w, plain.found.w],
    curve: monotone,
    ...(share !== undefined && { share }),
    ...(signal && { signal }),
    ...(progress && { progress }),
  });
  const [z, zHeld] = [await rows.train.index(learned.found.w), await rows.heldOut.index(learned.found.w)];
  // Told in the data's unit, where counts are counts; a density in the other is larger by the ratio of the two.
  const story = plainScores({ z, y: inData.training.y }, { z: zHeld, y: inData.judging.y });
  const stretch = ln(unit.scale);
  const gains = best.scores.map((value, i) => Math.min(Math.max(value - story[i] - stretch, -MOST_GAIN), MOST_GAIN));
  const gain = gains.reduce((sum, value) => sum + value, 0) / gains.length;
  const isClear = gain > ENOUGH && evidence(gains, new Float64Array(gains.length)) > SURE;
  if (share === undefined && !isClear) return undefined;
  return { best, rivals, gain };
}

/** Why nothing can be told of whose labels are corrupted. */
function lackingOf({ n, d, weights }: Design, y: Float64Array): string | undefined {
  if (weights !== undefined) return "rows have weights";
  if (n < ROWS_A_FEATURE * d) return "too few rows";
  return y.every((value) => value === y[0]) ? "all labels but a few are the same" : undefined;
}
