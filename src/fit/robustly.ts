/**
 * Contamination, looked for: the robust portfolio on the rows that learned, and whether what it finds explains held-out
 * labels better than the plain story of a mean and its noise. Skewness and noise that grows are not contamination; the
 * plain story stands unless the evidence against it is clear.
 */
import type { Design } from "../data/design.ts";
import { gathered } from "../data/rows.ts";
import { firstRows, nested, rowsOf, splitRows } from "../data/split.ts";
import { ln } from "../math/elementary.ts";
import type { RandomStream } from "../math/random.ts";
import type { Pass } from "../pass/pass.ts";
import { binaryPortfolio } from "../robust/binary/binaryPortfolio.ts";
import type { BinaryExplanation } from "../robust/binary/explanations.ts";
import type { Explanation, Settled } from "../robust/explanation.ts";
import { curveRule } from "../robust/knownLink.ts";
import { plainScores } from "../robust/meanLaw.ts";
import { portfolio, type RobustTrial } from "../robust/portfolio.ts";
import { type Rows, rowsOver } from "../robust/rows.ts";
import { evidence } from "./evidence.ts";
import type { Open } from "./ground.ts";
import type { LabelUnit } from "./labels.ts";
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
/** No row is evidence of more: under a normal law one label far out would be all there is. */
const MOST_GAIN = 3;
/** A gate is an answer on a gain of so much a row, nats. */
const GATED = 0.1;
/** Fewer rows a feature tell nothing of who is corrupted. */
const ROWS_A_FEATURE = 4;

export interface Search {
  readonly stream: RandomStream;
  readonly open: Open;
  readonly signal?: AbortSignal;
  readonly progress?: (done: number) => void;
}

/** @param design the rows that directions were learned on, labels in the unit they were learned in */
export async function contaminationOf(
  design: Design,
  learned: Learned,
  plain: Learned,
  unit: LabelUnit,
  { stream, open, signal, progress }: Search,
): Promise<Contamination | undefined> {
  if (design.n < ROWS_A_FEATURE * design.d || design.weights !== undefined) return undefined;
  const { fit, heldOut: held } = splitRows(design, HELD_OUT, stream);
  const few = Math.min(Math.max(START_ROWS, 10 * design.d), fit.length);
  const training = rowsOf(design, gathered(fit, nested(fit.length, [few], stream)));
  const judging = rowsOf(design, held);
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
    ...(signal && { signal }),
    ...(progress && { progress }),
  };
  return design.binary ? binaryContamination(trial) : realContamination(trial, learned.found.w, unit);
}

async function realContamination(
  trial: RobustTrial,
  plain: Float64Array,
  { center, scale }: LabelUnit,
): Promise<Contamination | undefined> {
  const { train, heldOut } = trial;
  const [best, ...rivals] = await portfolio(trial);
  const asGiven = (y: Float64Array) => y.map((value) => center + scale * value);
  const held = { z: await heldOut.index(plain), y: asGiven(heldOut.y) };
  // A density of labels in another unit is so many times higher.
  const story = plainScores(await train.index(plain), asGiven(train.y), held, trial.curve).map((v) => v + ln(scale));
  const gains = best.scores.map((value, i) => Math.min(Math.max(value - story[i], -MOST_GAIN), MOST_GAIN));
  const gain = gains.reduce((sum, value) => sum + value, 0) / gains.length;
  if (!(gain > ENOUGH && evidence(gains, new Float64Array(gains.length)) > SURE)) return undefined;
  return { best, rivals, gain, believed: true };
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
