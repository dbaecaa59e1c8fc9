/** From rows to a direction, the whole way: split, ridge, learner; repeated where more confidence is asked for. */
import type { Design } from "../data/design.ts";
import { rowsOf, splitRows } from "../data/split.ts";
import type { Learner } from "../learners/learner.ts";
import { ln } from "../math/elementary.ts";
import type { RandomStream } from "../math/random.ts";
import { type Candidate, judge, type Knowledge } from "../method/judge.ts";
import type { Found, Trial } from "../method/trial.ts";
import { type Line, type Whitening, whiten, whiteningMoments } from "../method/whiten.ts";
import type { MomentsSums, Pass } from "../pass/pass.ts";
import { type Scaling, scalingOf } from "../pass/scaling.ts";
import type { Explanation, RowTrust } from "../robust/explanation.ts";
import { type Ground, groundOf, type Open, trialOn, whiteningAt } from "./ground.ts";
import type { ExplainedBy, WrongBy } from "./labelLaw.ts";
import { chosenRidge, type RidgeTried, tryRidges } from "./ridge.ts";

export interface Procedure {
  readonly learner: Learner;
  readonly knowledge: Knowledge;
  /** 1 − δ; one run when absent. */
  readonly confidence?: number;
  readonly open: Open;
  readonly signal?: AbortSignal;
  /** Called with the share of the work that is done. */
  readonly progress?: (done: number) => void;
}

/** Who finds a direction on rows by itself, wherever others were found. */
export interface Overall {
  readonly kind: string;
  over(whole: Whole): Promise<Carried>;
}

/** What a procedure learned, and the rows and coordinates it did so on. */
export interface Learned {
  readonly learner: Learner;
  readonly found: Found;
  readonly ridge: { readonly chosen: number; readonly tried: readonly RidgeTried[] };
  readonly trial: Trial;
  /** What explains the labels, where it is not the learner that carries its direction to other rows. */
  readonly explanation?: Pick<Explanation, "kind" | "settle"> | Overall;
  readonly scaling: Scaling;
  readonly rows: { readonly fit: number; readonly heldOut: number };
}

/** Rows in packed and whitened coordinates, for directions to be carried to. */
export interface Whole {
  readonly scaling: Scaling;
  readonly pass: Pass;
  /** The rows of the pass in its order, labels in the unit they are learned in. */
  readonly design: Design;
  /** Some of them drawn at random, all where they are not very many. */
  readonly some: Pass;
  readonly whitening: Whitening;
  readonly moments: MomentsSums;
}

/** A direction over all rows of a design. */
export interface Carried extends Whole {
  readonly line: Line;
  readonly candidate: Candidate;
  /** How far each label is trusted, where not all are. */
  readonly trust?: RowTrust;
  readonly law?: ExplainedBy;
  /** Which labels 0 and 1 are wrong. */
  readonly classes?: WrongBy;
  /** How far those of other rows are, in the unit that was learned in. */
  trustOf?(others: Design): Promise<RowTrust>;
  /** What explains the labels, to be carried to other rows from where it stands here. */
  readonly explanation?: Pick<Explanation, "kind" | "settle">;
}

/** The share of rows held out for choosing among candidates. */
const HELD_OUT = 0.25;
/** Below so many rows one split is too noisy to choose a ridge by, and several are averaged; not of very many features. */
const FEW_ROWS = 2000;
const MANY_FEATURES = 300;
const SPLITS_OF_FEW = 4;

/**
 * Learns a direction. One run succeeds with the theory's probability of 2/3; k runs on fresh splits, tested on rows
 * that none of them saw, would all fail with probability 3⁻ᵏ were they independent: `confidence` 1 − δ takes
 * k = ⌈ln(1/δ)/ln 3⌉.
 */
export async function learn(design: Design, procedure: Procedure, stream: RandomStream): Promise<Learned> {
  const { confidence, knowledge, progress, open } = procedure;
  const runs = confidence === undefined ? 1 : Math.max(1, Math.ceil(-ln(1 - confidence) / ln(3)));
  if (runs === 1) return run(design, procedure, stream);
  const sides = splitRows(design, 0.2, stream);
  const [pool, test] = [rowsOf(design, sides.fit), rowsOf(design, sides.heldOut)];
  const all: Learned[] = [];
  for (let k = 0; k < runs; k++) {
    const part = { ...procedure, ...(progress && { progress: (done: number) => progress((k + done) / runs) }) };
    // Far from each other, and from the streams that a fit jumps to elsewhere.
    all.push(await run(pool, part, stream.jumped(1000 * (k + 1))));
  }
  const scaling = scalingOf(pool, knowledge.intercept);
  const bench = { train: (await open(pool, scaling)).pass(), heldOut: (await open(test, scaling)).pass() };
  const lines = all.map((learned) => rescaled(lineOf(learned), learned.scaling, scaling));
  const verdicts = await judge(
    all.map(({ found }) => found),
    lines,
    bench,
    knowledge,
  );
  const losses = verdicts.map(({ loss }) => loss);
  return all[losses.indexOf(Math.min(...losses))];
}

async function run(design: Design, procedure: Procedure, stream: RandomStream): Promise<Learned> {
  const { learner, knowledge, open, signal, progress } = procedure;
  const grounds: Ground[] = [];
  const splits = design.n < FEW_ROWS && design.d <= MANY_FEATURES ? SPLITS_OF_FEW : 1;
  const sides = Array.from({ length: splits }, (_, k) => splitRows(design, HELD_OUT, stream.jumped(k + 1)));
  for (const side of sides) grounds.push(await groundOf(design, side, stream, open, signal, knowledge.intercept));
  const tried = await tryRidges(grounds, knowledge);
  progress?.(0.2);
  const [ground] = grounds;
  const chosen = chosenRidge(tried);
  const trial = trialOn(ground, whiteningAt(ground, chosen), knowledge, (done) => progress?.(0.2 + 0.8 * done));
  const found = await learner.learn(trial);
  return {
    learner,
    found,
    ridge: { chosen, tried },
    trial,
    scaling: ground.scaling,
    rows: { fit: sides[0].fit.length, heldOut: sides[0].heldOut.length },
  };
}

/** What another learner finds on the same rows in the same coordinates. */
export async function alongside(learned: Learned, learner: Learner): Promise<Learned> {
  return { ...learned, learner, found: await learner.learn(learned.trial) };
}

/** Rows in the coordinates of what was learned: its ridge, and centered where it has an intercept. */
export async function wholeOf(
  design: Design,
  pass: Pass,
  scaling: Scaling,
  { ridge, trial }: Pick<Learned, "ridge" | "trial">,
  some = pass,
): Promise<Whole> {
  const moments = await whiteningMoments(pass);
  const whitening = whiten(moments, pass.features, ridge.chosen, trial.knowledge.intercept);
  return { design, scaling, pass, some, moments, whitening };
}

function lineOf({ found, trial }: Learned): Line {
  return trial.whitening.line(found.w);
}

/** A line in the packed units of another packing; whitening sees to the offset. */
export function rescaled({ w }: Line, from: Scaling, to: Scaling): Line {
  return { w: w.map((weight, j) => (weight / from.scale[j]) * to.scale[j]), offset: 0 };
}
