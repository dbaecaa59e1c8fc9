/** Runs recipes: every learner on every size and seed, each record judged on rows that no learner saw. */
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

/** One learner on one sample. */
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

export interface StudyOptions {
  /** Stops between sweeps; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
}

/** The share of rows a learner holds out to choose among its candidates, and its whitening ridge: x is well spread. */
const HELD_OUT = 0.25;
const RIDGE = 1e-8;
/** Learners draw from streams of other seeds than the sample they learn from. */
const LEARNING = 2 ** 40;

/** @throws UsageError for a recipe that names what there is not; the signal's reason */
export async function runStudy(recipes: readonly Recipe[], options: StudyOptions = {}): Promise<StudyRecord[]> {
  const { signal, progress } = options;
  const runs = recipes.flatMap((recipe) => {
    const cast = castOf(recipe);
    return recipe.rows.flatMap((n) => recipe.seeds.map((seed) => ({ recipe, cast, n, seed })));
  });
  const whole = runs.reduce((sum, { recipe, cast, n }) => sum + workOf(recipe, n) * cast.learners.length, 0);
  const records: StudyRecord[] = [];
  let done = 0;
  for (const { recipe, cast, n, seed } of runs) {
    signal?.throwIfAborted();
    const problem = problemOf({ ...cast.law, rows: n, seed });
    const stream = new RandomStream(LEARNING + seed);
    const split = splitRows(problem.design, HELD_OUT, stream);
    const opened = opener(signal);
    try {
      const ground = await groundOf(problem.design, split, stream, opened.open, signal);
      for (const { name, learner } of cast.learners) {
        const tell = (share: number): void =>
          progress?.({
            stage: `${recipe.name}: ${name}, ${n} rows, seed ${seed}`,
            done: (done + share * workOf(recipe, n)) / whole,
          });
        tell(0);
        const measured =
          learner === FIT
            ? await fitOn(problem, seed, tell, signal)
            : await learnOn(ground, opened, problem, learner, knowledgeOf(learner, cast.law.link), tell);
        records.push({ recipe: recipe.name, learner: name, seed, rows: n, ...measured });
        done += workOf(recipe, n);
      }
    } finally {
      opened.close();
    }
  }
  progress?.({ stage: "done", done: 1 });
  return records;
}

/** Stands among the learners for all that a fit does by itself. */
const FIT = "fit";

const workOf = ({ features }: Recipe, n: number): number => n * features;

/** The parts a recipe names. */
function castOf(recipe: Recipe) {
  const { adversary, budget = 0, noise = 0, responses = "real", direction = "random" } = recipe;
  if (!(budget > 0) && noise === 0 && responses === "real") {
    const would = "give a budget above 0, or noise";
    throw new UsageError({ where: recipe.name, what: "no loss to compare with", got: budget, would });
  }
  const law = {
    link: parsePart("link", links, recipe.link),
    marginal: parsePart("marginal", marginals, recipe.marginal),
    ...(adversary !== undefined && { adversary: parsePart("adversary", adversaries, adversary), budget }),
    features: recipe.features,
    noise,
    responses,
    direction,
  };
  return {
    law,
    learners: recipe.learners.map((name) => {
      const learner: Learner | typeof FIT = name === FIT ? FIT : parsePart("learner", learners, name);
      return { name, learner };
    }),
  };
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
  tell: (done: number) => void,
  signal?: AbortSignal,
): Promise<Measured> {
  const progress = ({ done }: Progress): void => tell(done);
  const model = await fit(design, { seed, progress, ...(signal && { signal }) });
  const line = { weights: Float64Array.from(model.weights), centers: Float64Array.from(model.centers) };
  const { sweeps, seconds } = model;
  return { ...metricsOf({ line, curve: model.link }, truth), sweeps, seconds };
}

/** Learns on part of the rows, chooses on the others, and refines on all of them, as a fit does. */
async function learnOn(
  ground: Ground,
  { open, bytes }: Opener,
  { design, truth }: Problem,
  learner: Learner,
  knowledge: Knowledge,
  progress: (done: number) => void,
): Promise<Measured> {
  const began = performance.now();
  const { train, scaling } = ground;
  const before = bytes();
  // A stream of its own, so that what a learner finds does not depend on who came before it.
  const stream = ground.stream.clone();
  const trial = { ...trialOn(ground, whiteningAt(ground, RIDGE), knowledge, progress), stream };
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
