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
import type { Pass } from "../pass/pass.ts";
import { binaryPortfolio } from "../robust/binary/binaryPortfolio.ts";
import type { BinaryExplanation } from "../robust/binary/explanations.ts";
import type { Explanation, Settled } from "../robust/explanation.ts";
import { curveRule } from "../robust/knownLink.ts";
import { plainScores } from "../robust/meanLaw.ts";
import { portfolio, type RobustTrial, scoresAlong } from "../robust/portfolio.ts";
import { type Rows, rowsOver } from "../robust/rows.ts";
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
  /** Whether it is the answer; else it competes with what was learned. */
  readonly believed: boolean;
}

const HELD_OUT = 0.25;
/** Starts are refined on so many rows, or 10 a feature. */
const START_ROWS = 3000;
/** The plain story goes on a gain of so much a row and so many standard errors. */
const [ENOUGH, SURE] = [0.01, 3];
/** The portfolio is worth its time from so small a gain on; clean labels came to .016 at most, corrupted ones to .08. */
const WORTH_A_LOOK = 0.02;
/** No row is evidence of more: under a normal law one label far out would be all there is. */
const MOST_GAIN = 3;
/** So many rows, or so many a feature, tell explanations apart; all rows tell the direction. */
const [MOST_ROWS, ROWS_ENOUGH] = [10_000, 100];
/** A gate is an answer on a gain of so much a row, nats. */
const GATED = 0.15;
/** Fewer rows a feature tell nothing of who is corrupted. */
const ROWS_A_FEATURE = 4;

export interface Search {
  readonly stream: RandomStream;
  readonly open: Open;
  /** The share of corrupted labels, where it is told: the plain story is not asked then. */
  readonly share?: number;
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
  { stream, open, share, progress }: Search,
): Promise<Contamination | undefined> {
  const { fit, heldOut } = splitRows(firstRows(design, Math.max(MOST_ROWS, ROWS_ENOUGH * design.d)), HELD_OUT, stream);
  const few = Math.min(Math.max(START_ROWS, 10 * design.d), fit.length);
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
  const { scaling, trial: known } = learned;
  const over = (rows: Design, pass: Pass) =>
    rowsOver(rows, pass, scaling, known.whitening, async (some, by) => (await open(some, by)).pass());
  const store = await open(training, scaling);
  const trial: RobustTrial = {
    train: over(training, store.pass()),
    small: over(firstRows(training, few), store.pass(few)),
    heldOut: over(judging, (await open(judging, scaling)).pass()),
    stream,
    candidates: [learned.found.w, plain.found.w],
    curve: curveRule(known.knowledge),
    ...(share !== undefined && { share }),
    ...(progress && { progress }),
  };
  if (design.binary) return binaryContamination(trial);
  const [z, zHeld] = [await trial.train.index(learned.found.w), await trial.heldOut.index(learned.found.w)];
  // Told in the data's unit, where counts are counts; a density in the other is larger by the ratio of the two.
  const story = plainScores({ z, y: inData.training.y }, { z: zHeld, y: inData.judging.y }, trial.curve);
  const stretch = ln(unit.scale);
  const gained = (scores: Float64Array): { readonly gain: number; readonly isClear: boolean } => {
    const gains = scores.map((value, i) => Math.min(Math.max(value - story[i] - stretch, -MOST_GAIN), MOST_GAIN));
    const gain = gains.reduce((sum, value) => sum + value, 0) / gains.length;
    return { gain, isClear: gain > ENOUGH && evidence(gains, new Float64Array(gains.length)) > SURE };
  };
  // Where a free curve and a mixture along the index at hand gain next to nothing, other directions have nothing to
  // explain. A told curve may fit so badly there that a mixture of it tells nothing.
  if (share === undefined && known.knowledge.link === undefined) {
    const here = gained(scoresAlong({ z, y: training.y }, { z: zHeld, y: judging.y }, trial));
    if (here.gain < WORTH_A_LOOK) return undefined;
  }
  const [best, ...rivals] = await portfolio(trial);
  const { gain, isClear } = gained(best.scores);
  return share !== undefined || isClear ? { best, rivals, gain, believed: true } : undefined;
}

/**
 * For 0/1 labels the portfolio tells plain stories and others apart. A gate is an answer of its own where it explains
 * much; where it explains little it may be a second column at work as well, and is a rival.
 */
async function binaryContamination(trial: RobustTrial): Promise<Contamination> {
  const found = (await binaryPortfolio(trial)).map(explanationOf);
  const [first, second] = found;
  const gain = second === undefined ? 0 : first.score - second.score;
  if (first.kind !== "gate") return { best: first, rivals: [], gain: 0, believed: false };
  return gain > GATED
    ? { best: first, rivals: [second], gain, believed: true }
    : { best: second, rivals: [first], gain: 0, believed: false };
}

function explanationOf(found: BinaryExplanation): Explanation {
  const settle = async (rows: Rows): Promise<Settled> => {
    const { w, corrupted } = await found.settle(rows);
    return { w, ...(corrupted && { trust: { corrupted, counts: corrupted.map((chance) => 1 - chance) } }) };
  };
  return { ...found, settle };
}

/** Why nothing can be told of whose labels are corrupted. */
function lackingOf({ n, d, weights }: Design, y: Float64Array): string | undefined {
  if (weights !== undefined) return "rows have weights";
  if (n < ROWS_A_FEATURE * d) return "too few rows";
  return y.every((value) => value === y[0]) ? "all labels but a few are the same" : undefined;
}
