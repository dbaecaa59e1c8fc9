/**
 * Contamination, looked for: the robust portfolio on the rows that learned, and whether what it finds explains held-out
 * labels better than the plain story of a mean and its noise. Skewness and noise that grows are not contamination; the
 * plain story stands unless the evidence against it is clear.
 */
import type { Design } from "../data/design.ts";
import { gathered } from "../data/rows.ts";
import { firstRows, nested, rowsOf, type Split, splitRows } from "../data/split.ts";
import { DataError } from "../errors.ts";
import { ln } from "../math/elementary.ts";
import { meanOf } from "../math/mean.ts";
import { evidence } from "../math/paired.ts";
import type { RandomStream } from "../math/random.ts";
import { angle, unit as unitOf } from "../math/vectors.ts";
import { type Line, whiten } from "../method/whiten.ts";
import type { Pass } from "../pass/pass.ts";
import { binaryPortfolio } from "../robust/binary/binaryPortfolio.ts";
import { wrongIn } from "../robust/binary/classLaw.ts";
import type { BinaryExplanation } from "../robust/binary/explanations.ts";
import type { Explanation, Settled } from "../robust/explanation.ts";
import { curveRule } from "../robust/knownLink.ts";
import { plainScores } from "../robust/meanLaw.ts";
import { noiseAside } from "../robust/noiseAside.ts";
import { portfolio, scoresAlong } from "../robust/portfolio.ts";
import type { RobustTrial } from "../robust/robustTrial.ts";
import { type Rows, rowsOver } from "../robust/rows.ts";
import { apart } from "./contest.ts";
import type { Open } from "./ground.ts";
import { type LabelUnit, withLabels } from "./labels.ts";
import type { Candidate } from "./model.ts";
import type { Learned } from "./procedure.ts";

/** What explains the labels, and rivals that explain others. */
export interface Contamination {
  /** What was learned, in the coordinates that explanations are told in. */
  readonly learned: Learned;
  readonly best: Explanation;
  readonly rivals: readonly Explanation[];
  /** Others that were considered. */
  readonly candidates: readonly Candidate[];
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
/** The portfolio is worth its time from so small a gain on; clean labels of practice cases come to .021. */
const WORTH_A_LOOK = 0.02;
/** So it is on evidence of noise aside, in standard errors; clean labels come to .6 at most, decoys to 2.7 or more. */
const NOISE_ASIDE = 2;
/** Fewer rows a feature tell no gain by one split. */
const MANY_ROWS_A_FEATURE = 20;
/** Several do, until one holds out enough rows. */
const [SPLITS, ROWS_FOR_ONE] = [3, 5000];
/** Ridges to choose from where columns are too many as they are. */
const RIDGES = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2];
/** No row is evidence of more: under a normal law one label far out would be all there is. */
const MOST_GAIN = 3;
/** So many rows, or so many a feature, tell explanations apart; all rows tell the direction. */
const [MOST_ROWS, ROWS_ENOUGH] = [10_000, 100];
/** A gate is an answer on a gain of so much a row, nats. */
const GATED = 0.15;
/** Fewer rows a feature, of those that the ridge leaves, tell nothing of who is corrupted. */
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
  search: Search,
): Promise<Contamination | undefined> {
  const { stream, share, progress } = search;
  const isFew = design.n < MANY_ROWS_A_FEATURE * design.d && !design.binary;
  // The square loss, which chose the ridge, says nothing of how many features labels tell of which some are corrupted.
  const isWide = design.n < ROWS_A_FEATURE * design.d && !design.binary;
  const ridged = isWide ? RIDGES.map((ridge) => withRidge(learned, ridge)) : [learned];
  // What the ridge leaves is never more than all of them, and takes work to count.
  const tellOf = (features: number): boolean => design.n >= ROWS_A_FEATURE * features;
  const grounds = ridged.filter(({ trial }) => tellOf(design.d) || tellOf(trial.whitening.features()));
  const some = firstRows(design, Math.max(MOST_ROWS, ROWS_ENOUGH * design.d));
  const splits = Array.from({ length: isFew && some.n < ROWS_FOR_ONE ? SPLITS : 1 }, () =>
    splitRows(some, HELD_OUT, stream),
  );
  const lacking = grounds.length === 0 ? "too few rows" : lackingOf(design, splits);
  if (lacking !== undefined) {
    if (share === undefined) return undefined;
    throw new DataError({ where: "contamination", what: lacking, would: "leave it at auto" });
  }
  const lookAt = (ground: Learned, split: Split, from: number, to: number): Promise<Looked | undefined> => {
    const candidates = [learned, plain].map(({ found, trial }) => coordinatesIn(ground, trial.whitening.line(found.w)));
    const done = (part: number): void => progress?.(from + (to - from) * part);
    return looked(design, unit, split, { ground, candidates, isFew, ...search, progress: done });
  };
  if (design.binary) {
    const sight = { ground: learned, candidates: [learned.found.w, plain.found.w], isFew, ...search };
    const { trial } = await trialOf(design, unit, splits[0], sight);
    return { learned, ...(await binaryContamination(trial)) };
  }
  // The first split chooses the ridge, all of them tell what is gained.
  const [first, ...others] = splits;
  const steps = grounds.length + others.length;
  let best: Looked | undefined;
  for (const [k, ground] of grounds.entries()) {
    const look = await lookAt(ground, first, k / steps, (k + 1) / steps);
    if (look && !(best && meanOf(best.gains) >= meanOf(look.gains))) best = look;
  }
  if (best === undefined) return undefined;
  const { learned: ground, explanations, candidates } = best;
  const told = [best.gains];
  for (const [k, split] of others.entries()) {
    const look = await lookAt(ground, split, (grounds.length + k) / steps, (grounds.length + k + 1) / steps);
    if (look) told.push(look.gains);
  }
  const gains = Float64Array.from(told.flatMap((some) => [...some]));
  const gain = meanOf(gains);
  const isClear = gain > ENOUGH && evidence(gains, new Float64Array(gains.length)) > SURE;
  if (share === undefined && !isClear) return undefined;
  const [likeliest, ...rivals] = explanations;
  return { learned: ground, best: likeliest, rivals, candidates, gain, believed: true };
}

/** What is looked at, and from where. */
interface Sight extends Search {
  readonly ground: Learned;
  readonly candidates: readonly Float64Array[];
  /** Whether rows are too few for the direction at hand to say that there is nothing to find. */
  readonly isFew: boolean;
}

interface Looked {
  readonly learned: Learned;
  readonly explanations: readonly Explanation[];
  readonly candidates: readonly Candidate[];
  /** By how much the best explains each held-out label better than the plain story, nats. */
  readonly gains: Float64Array;
}

/** The portfolio on one side of a split, judged on the other; none where there is nothing to be found. */
async function looked(design: Design, unit: LabelUnit, split: Split, sight: Sight): Promise<Looked | undefined> {
  const { ground, candidates: starts, isFew, share } = sight;
  const { trial, training, judging } = await trialOf(design, unit, split, sight);
  const [z, zHeld] = [await trial.train.index(starts[0]), await trial.heldOut.index(starts[0])];
  // Told in the data's unit, where counts are counts; a density in the other is larger by the ratio of the two.
  const story = plainScores({ z, y: training.y }, { z: zHeld, y: judging.y }, trial.curve);
  const stretch = ln(unit.scale);
  const gainsOf = (scores: Float64Array): Float64Array =>
    scores.map((value, i) => Math.min(Math.max(value - story[i] - stretch, -MOST_GAIN), MOST_GAIN));
  // Where a mixture along the index at hand gains next to nothing and no other direction tells of the noise, there is
  // nothing to explain. A told curve may fit so badly there that neither says anything.
  const looksFirst = share === undefined && !isFew && ground.trial.knowledge.link === undefined;
  const here = () => scoresAlong({ z, y: trial.train.y }, { z: zHeld, y: trial.heldOut.y }, trial);
  if (looksFirst && meanOf(gainsOf(here())) < WORTH_A_LOOK) {
    const { along, aside } = await noiseAside(trial.small, trial.heldOut, starts[0], trial.curve);
    if (evidence(aside, along) < NOISE_ASIDE) return undefined;
  }
  const { explanations, considered } = await portfolio(trial);
  const [{ w, scores }, ...others] = considered;
  const candidates = others.map((other) => ({
    name: "robust",
    measure: "logLikelihood" as const,
    ...apart(other.scores, scores),
    angle: angle(w, other.w),
  }));
  return { learned: ground, explanations, candidates, gains: gainsOf(explanations[0].scores) };
}

/** The rows of a split, those that learn in random order. */
async function trialOf(design: Design, unit: LabelUnit, { fit, heldOut }: Split, sight: Sight) {
  const { ground, candidates, stream, open, share, progress } = sight;
  const few = Math.min(Math.max(START_ROWS, 10 * design.d), fit.length);
  const training = rowsOf(design, gathered(fit, nested(fit.length, [few], stream)));
  const judging = rowsOf(design, heldOut);
  const { scaling } = ground;
  const { whitening, knowledge } = ground.trial;
  const over = (rows: Design, pass: Pass) =>
    rowsOver(rows, pass, scaling, whitening, async (some, by) => (await open(some, by)).pass());
  const [learning, held] = [withLabels(training, unit), withLabels(judging, unit)];
  const store = await open(learning, scaling);
  const trial: RobustTrial = {
    train: over(learning, store.pass()),
    small: over(firstRows(learning, few), store.pass(few)),
    heldOut: over(held, (await open(held, scaling)).pass()),
    stream,
    candidates,
    curve: curveRule(knowledge),
    ...(share !== undefined && { share }),
    ...(progress && { progress }),
  };
  return { trial, training, judging };
}

/**
 * For 0/1 labels the portfolio tells plain stories and others apart. A gate is an answer of its own where it explains
 * much; where it explains little it may be a second column at work as well, and is a rival.
 */
async function binaryContamination(trial: RobustTrial): Promise<Omit<Contamination, "learned">> {
  const found = (await binaryPortfolio(trial)).map(explanationOf);
  const [first, second] = found;
  const gain = second === undefined ? 0 : first.score - second.score;
  const candidates = found.slice(1).map(({ kind, w, scores }) => ({
    name: kind,
    measure: "logLikelihood" as const,
    ...apart(scores, first.scores),
    angle: angle(first.w, w),
  }));
  if (first.kind !== "gate") return { best: first, rivals: [], candidates, gain: 0, believed: false };
  return gain > GATED
    ? { best: first, rivals: [second], candidates, gain, believed: true }
    : { best: second, rivals: [first], candidates, gain: 0, believed: false };
}

function explanationOf(found: BinaryExplanation): Explanation {
  const settle = async (rows: Rows): Promise<Settled> => {
    const { w, wrong } = await found.settle(rows);
    if (wrong === undefined) return { w };
    const corrupted = await wrongIn(rows, wrong);
    return { w, classes: wrong, trust: { corrupted, counts: corrupted.map((chance) => 1 - chance) } };
  };
  return { ...found, settle };
}

/** What was learned, in coordinates of another ridge. */
function withRidge(learned: Learned, chosen: number): Learned {
  const { trial, ridge, found } = learned;
  const { moments, mean } = trial.whitening;
  if (moments === undefined) return learned;
  const whitening = whiten(moments, mean.length, chosen, trial.knowledge.intercept);
  const there = { ...learned, trial: { ...trial, whitening }, ridge: { ...ridge, chosen: whitening.ridge } };
  return { ...there, found: { ...found, w: coordinatesIn(there, trial.whitening.line(found.w)) } };
}

const coordinatesIn = ({ trial }: Learned, line: Line): Float64Array => unitOf(trial.whitening.coordinates(line));

/** Why nothing can be told of whose labels are corrupted. */
function lackingOf({ weights, y }: Design, splits: readonly Split[]): string | undefined {
  if (weights !== undefined) return "rows have weights";
  const isConstant = ({ fit }: Split): boolean => fit.every((row) => y[row] === y[fit[0]]);
  return splits.some(isConstant) ? "all labels but a few are the same" : undefined;
}
