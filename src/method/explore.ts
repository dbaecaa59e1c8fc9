/**
 * From many starts to one direction: every start is refined on a subsample at several angle guesses, the best few go
 * on over all training rows, and the held-out rows choose among all iterates of all of them.
 *
 * After a wrong step of an adversary's making an iterate may wander, hence the choice over all iterates, as in the
 * theory's Test.
 */
import { addScaled, unit } from "../math/vectors.ts";
import { ask, type Pass } from "../pass/pass.ts";
import { together } from "../pass/together.ts";
import { type FieldOf, type KnownLink, NO_LINK } from "./field.ts";
import { sphere } from "./geometries/sphere.ts";
import { distinct, type Initializer } from "./initializer.ts";
import { random } from "./initializers/random.ts";
import { iterate } from "./iterate.ts";
import { type Candidate, fineProfile, judge, settle, settledOn, type Verdict } from "./judge.ts";
import { polish } from "./polish.ts";
import type { StopReason } from "./result.ts";
import { smoothing } from "./schedule.ts";
import { geometric } from "./schedules/geometric.ts";
import { type SettledField, settled } from "./settled.ts";
import { areClose, type Found, manyRows, type Trial } from "./trial.ts";

/** How to refine starts briefly. */
export interface BriefPlan {
  readonly initializers: readonly Initializer[];
  readonly fieldOf: FieldOf;
  /** Angle guesses to try every start with, radians. */
  readonly angles: readonly number[];
}

export interface Plan extends BriefPlan {
  /** How many go on to all rows. */
  readonly shortlist: number;
  /** Angle guesses to refine the best iterate of a shortlisted path with. */
  readonly refinements: readonly number[];
  /** φ at which the last paths end. */
  readonly floor: number;
}

interface Departure {
  readonly start: Float64Array;
  readonly angle: number;
  readonly near?: KnownLink;
}

interface Path {
  readonly departure: Departure;
  readonly candidates: readonly Candidate[];
  readonly stop: StopReason;
}

interface Ranked {
  readonly path: Path;
  readonly losses: readonly number[];
  readonly best: Candidate & Verdict;
}

const BRIEF = { decay: 0.2, length: 0.5, floor: 0.1 };
const THOROUGH = { decay: 0.1, length: 0.25 };
/** φ at which a path on other rows ends at the latest. */
const MOST_FLOOR = 0.15;
/** So many last iterates are averaged when a direction is carried to other rows. */
const LAST = 8;

export async function explore(trial: Trial, plan: Plan): Promise<Found> {
  const { train, progress } = trial;
  const first = await briefPaths(trial, plan);
  const shortlist = (await ranked(first, trial)).slice(0, plan.shortlist);
  progress?.(0.5);
  const departures = shortlist.flatMap(({ path, best }) => [
    path.departure,
    ...plan.refinements.map((angle) => ({ start: best.w, angle, ...(best.known && { near: best.known }) })),
  ]);
  const thorough = await paths(train, departures, { ...THOROUGH, floor: plan.floor }, trial, plan);
  progress?.(0.9);
  const [winner] = await ranked([...thorough, ...shortlist.map(({ path }) => path)], trial);
  progress?.(1);
  const stops = [...first, ...thorough].map(({ stop }) => stop);
  return { ...winner.best, losses: winner.losses, stop: winner.path.stop, stops };
}

/**
 * The same direction on other rows: a last path from it whose angle guess shrinks to the one it was found with, from
 * less far where very many rows are to be read.
 */
export async function refine(found: Found, trial: Trial, plan: Plan): Promise<Candidate> {
  const { train, whitening, knowledge } = trial;
  // Half of what it was found with at most, or a start that was kept as it is would leave nothing to refine.
  const floor = Math.max(Math.min(found.phi, MOST_FLOOR), plan.floor);
  const angle = Math.min((train.rows > manyRows(train.features) ? 3 : 6) * floor, 1);
  const departure = { start: found.w, angle, ...(found.known && { near: found.known }) };
  const [{ candidates }] = await paths(train, [departure], { ...THOROUGH, floor }, trial, plan);
  const last = candidates[candidates.length - 1];
  const w = meanDirection(candidates.slice(-LAST));
  return settledOn({ ...last, w }, whitening.line(w), train, knowledge);
}

/**
 * What was found, carried to other rows: refined, and polished where that is wanted. What many rows have told is close
 * enough to be polished as it is.
 */
export async function carried(found: Found, trial: Trial, plan: Plan): Promise<Candidate> {
  const isClose = found.polished && areClose(trial.train);
  const polished = isClose ? await polish(found, trial) : undefined;
  if (polished) return polished;
  const refined = await refine(found, trial, plan);
  return (found.polished && !isClose && (await polish(refined, trial))) || refined;
}

/** Steps of fixed length dance about the place they have reached; the mean of the last few stands still. */
function meanDirection(candidates: readonly Candidate[]): Float64Array {
  const zero = new Float64Array(candidates[0].w.length);
  return unit(candidates.reduce((sum: Float64Array, { w }) => addScaled(sum, 1, w), zero));
}

/** The least held-out loss that brief paths over the subsample reach. */
export async function brief(trial: Trial, plan: BriefPlan): Promise<number> {
  const [winner] = await ranked(await briefPaths(trial, plan), trial);
  return winner.best.loss;
}

async function briefPaths(trial: Trial, plan: BriefPlan): Promise<Path[]> {
  const found = distinct(await startsOf(trial, plan.initializers));
  // Labels that are all but constant may leave no start at all: any direction is as good then.
  const starts = found.length > 0 ? found : await random().starts({ ...trial, pass: trial.small });
  const departures = starts.flatMap((start) => plan.angles.map((angle) => ({ start, angle })));
  return paths(trial.small, departures, BRIEF, trial, plan);
}

async function startsOf(
  { small, whitening, sortedLabels, stream }: Trial,
  initializers: readonly Initializer[],
): Promise<Float64Array[]> {
  const found: Float64Array[] = [];
  for (const initializer of initializers)
    found.push(...(await initializer.starts({ pass: small, whitening, sortedLabels, stream })));
  return found;
}

/** All paths at once, sharing sweeps. */
function paths(
  pass: Pass,
  departures: readonly Departure[],
  schedule: { decay: number; length: number; floor: number },
  trial: Trial,
  { fieldOf }: BriefPlan,
): Promise<Path[]> {
  const { whitening, knowledge, signal } = trial;
  const knownAt = async (start: Float64Array, rho: number, near: KnownLink | undefined, seat: Pass) => {
    if (knowledge.link === undefined) return undefined;
    return settle(await ask(seat, fineProfile(whitening.line(start))), knowledge, rho, near);
  };
  return together(
    pass,
    departures.map((departure) => async (seat) => {
      const { start, angle, near } = departure;
      const steps = geometric({ ...schedule, angle });
      const known = await knownAt(start, smoothing(steps.at(0)?.phi ?? 0), near, seat);
      const field =
        known === undefined || knowledge.fixed ? fieldOf(known ?? NO_LINK) : settled(fieldOf, known, knowledge);
      const candidates: Candidate[] = [];
      let stop: StopReason = "stepLimit";
      for await (const { w, phi, stop: reason } of iterate({
        field,
        geometry: sphere(),
        schedule: steps,
        whitening,
        pass: seat,
        start,
        ...(signal && { signal }),
      })) {
        const now = "known" in field ? (field as SettledField).known : known;
        candidates.push({ w, phi, ...(now && { known: now }) });
        stop = reason ?? stop;
      }
      return { departure, candidates, stop };
    }),
  );
}

/** Every other iterate, the last among them: where a direction will be polished, neighbors on a path are as good. */
function everyOther<T>(iterates: readonly T[]): T[] {
  return iterates.filter((_, t) => (iterates.length - t) % 2 === 1);
}

/** Paths by their best iterate's held-out loss, best first. */
async function ranked(all: readonly Path[], { train, bench, whitening, knowledge }: Trial): Promise<Ranked[]> {
  const judged = all.map(({ candidates }) => (areClose(train) ? everyOther(candidates) : candidates));
  const candidates = judged.flat();
  const verdicts = await judge(
    candidates,
    candidates.map(({ w }) => whitening.line(w)),
    bench,
    knowledge,
  );
  let next = 0;
  return all
    .map((path, k) => {
      const mine = judged[k].map((candidate) => ({ ...candidate, ...verdicts[next++] }));
      const best = mine.reduce((a, b) => (b.loss < a.loss ? b : a));
      return { path, losses: mine.map(({ loss }) => loss), best };
    })
    .sort((a, b) => a.best.loss - b.best.loss);
}
