/** A cell of a study: one learner on one sample. What it finds depends on no other cell, so that any order will do. */
import { splitRows } from "../data/split.ts";
import { UsageError } from "../errors.ts";
import { carry } from "../fit/carry.ts";
import { finish } from "../fit/finish.ts";
import { fit } from "../fit/fit.ts";
import { type Ground, groundOf, trialOn, whiteningAt } from "../fit/ground.ts";
import { type Opener, opener } from "../fit/opener.ts";
import type { Progress } from "../fit/options.ts";
import { wholeOf } from "../fit/procedure.ts";
import { learners } from "../learners/index.ts";
import type { Learner } from "../learners/learner.ts";
import { RandomStream } from "../math/random.ts";
import type { Knowledge } from "../method/judge.ts";
import { parsePart } from "../part.ts";
import { scalingOf } from "../pass/scaling.ts";
import { adversaries } from "../problem/adversaries/index.ts";
import type { Link } from "../problem/link.ts";
import { links } from "../problem/links/index.ts";
import { marginals } from "../problem/marginals/index.ts";
import { type Metrics, metricsOf } from "./metrics.ts";
import { type Problem, problemOf } from "./problem.ts";
import type { Recipe } from "./recipe.ts";

/** A recipe with one size, one seed and one learner. */
export interface Cell extends Omit<Recipe, "rows" | "seeds" | "learners"> {
  readonly rows: number;
  readonly seed: number;
  readonly learner: string;
}

/** What a cell finds. */
export interface StudyRecord extends Metrics {
  /** The name of its recipe. */
  readonly recipe: string;
  /** As the recipe has it, settings and all. */
  readonly learner: string;
  readonly seed: number;
  readonly rows: number;
  /** Readings of all rows. */
  readonly sweeps: number;
  /** The one number here that the seed does not decide. */
  readonly seconds: number;
}

type Measured = Metrics & Pick<StudyRecord, "sweeps" | "seconds">;

export interface CellOptions {
  /** Stops between sweeps; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Told what share is done. */
  readonly progress?: (share: number) => void;
}

/** The share of rows a learner holds out to choose among its candidates, and its whitening ridge: x is well spread. */
const HELD_OUT = 0.25;
const RIDGE = 1e-8;
/** Learners draw from streams of other seeds than the sample they learn from. */
const LEARNING = 2 ** 40;
/** Stands among the learners for all that a fit does by itself. */
const FIT = "fit";

/** The cells of a recipe: by size, then by seed, then by learner. */
export function cellsOf({ rows, seeds, learners, ...law }: Recipe): Cell[] {
  return rows.flatMap((n) => seeds.flatMap((seed) => learners.map((learner) => ({ ...law, rows: n, seed, learner }))));
}

/** A cell in a line for people. */
export const titleOf = ({ name, learner, rows, seed }: Cell): string =>
  `${name}: ${learner}, ${rows} rows, seed ${seed}`;

/** @throws UsageError for a cell that names what there is not; the signal's reason */
export async function runCell(cell: Cell, { signal, progress = () => {} }: CellOptions = {}): Promise<StudyRecord> {
  const { law, learner } = castOf(cell);
  const { name: recipe, learner: name, rows, seed } = cell;
  const problem = problemOf({ ...law, rows, seed });
  const measured =
    learner === FIT
      ? await fitOn(problem, seed, progress, signal)
      : await learnOn(problem, seed, learner, knowledgeOf(learner, law.link), progress, signal);
  return { recipe, learner: name, seed, rows, ...measured };
}

/** The parts a cell names. @throws UsageError where there is no such part */
export function castOf(cell: Cell) {
  const { adversary, budget = 0, noise = 0, responses = "real", direction = "random" } = cell;
  if (!(budget > 0) && noise === 0 && responses === "real") {
    const would = "give a budget above 0, or noise";
    throw new UsageError({ where: cell.name, what: "no loss to compare with", got: budget, would });
  }
  const law = {
    link: parsePart("link", links, cell.link),
    marginal: parsePart("marginal", marginals, cell.marginal),
    ...(adversary !== undefined && { adversary: parsePart("adversary", adversaries, adversary), budget }),
    features: cell.features,
    noise,
    responses,
    direction,
  };
  const learner: Learner | typeof FIT = cell.learner === FIT ? FIT : parsePart("learner", learners, cell.learner);
  return { law, learner };
}

/** Who must be told the link is told all of it, as in the theorems: no scale or shift is left to find. */
function knowledgeOf({ link: need }: Learner, { name, parameters }: Link): Knowledge {
  return need === "told"
    ? { link: { name, parameters }, intercept: false, fixed: true }
    : { intercept: true, fixed: false };
}

/** A fit that is told nothing. */
async function fitOn(
  { design, truth }: Problem,
  seed: number,
  tell: (share: number) => void,
  signal?: AbortSignal,
): Promise<Measured> {
  const progress = ({ done }: Progress): void => tell(done);
  const model = await fit(design, { seed, progress, ...(signal && { signal }) });
  const line = { weights: Float64Array.from(model.weights), centers: Float64Array.from(model.centers) };
  const { sweeps, seconds } = model;
  return { ...metricsOf({ line, curve: model.link }, truth), sweeps, seconds };
}

async function learnOn(
  problem: Problem,
  seed: number,
  learner: Learner,
  knowledge: Knowledge,
  progress: (share: number) => void,
  signal?: AbortSignal,
): Promise<Measured> {
  const stream = new RandomStream(LEARNING + seed);
  const split = splitRows(problem.design, HELD_OUT, stream);
  const opened = opener(signal ? { signal } : {});
  try {
    const ground = await groundOf(problem.design, split, stream, opened.open, signal);
    return await learnFrom(ground, opened, problem, learner, knowledge, progress);
  } finally {
    opened.close();
  }
}

/** Learns on part of the rows, chooses on the others, and refines on all of them, as a fit does. */
async function learnFrom(
  ground: Ground,
  { open, bytes }: Opener,
  { design, truth }: Problem,
  learner: Learner,
  knowledge: Knowledge,
  progress: (share: number) => void,
): Promise<Measured> {
  const began = performance.now();
  const { train, scaling, stream } = ground;
  const before = bytes();
  const trial = trialOn(ground, whiteningAt(ground, RIDGE), knowledge, progress);
  const learned = {
    learner,
    found: await learner.learn(trial),
    ridge: { chosen: RIDGE, tried: [] },
    trial,
    scaling,
    rows: { fit: train.rows, heldOut: design.n - train.rows },
  };
  const all = scalingOf(design);
  const store = await open(design, all);
  const whole = await wholeOf(design, store.pass(), all, learned);
  const finished = await finish(await carry(learned, whole), design, learner.link !== "found", stream);
  store.close();
  const seconds = (performance.now() - began) / 1000;
  const sweeps = (bytes() - before) / (8 * design.n * design.d);
  return { ...metricsOf(finished, truth), sweeps, seconds };
}
