/**
 * From each start along one path, the held-out rows choosing among the iterates of all: the frame of the learners that
 * need no list of angle guesses.
 */
import { norm, scaled, unit } from "../math/vectors.ts";
import type { Pass } from "../pass/pass.ts";
import { together } from "../pass/together.ts";
import { type FieldOf, type KnownLink, NO_LINK } from "./field.ts";
import { onFresh } from "./fresh.ts";
import { euclidean } from "./geometries/euclidean.ts";
import type { Geometry } from "./geometry.ts";
import type { Initializer } from "./initializer.ts";
import { type Iterate, journey } from "./iterate.ts";
import { type Candidate, judge, type Knowledge, settledOn } from "./judge.ts";
import type { StopReason } from "./result.ts";
import type { Schedule } from "./schedule.ts";
import type { Found, Trial } from "./trial.ts";
import { withIntercept } from "./whiten.ts";

export interface Route {
  readonly initializer: Initializer;
  readonly fieldOf: FieldOf;
  readonly schedule: Schedule;
  /** Where weights live; by default anywhere. */
  readonly geometry?: Geometry;
  /** How many fresh rows a step sees; by default every step sees all. */
  readonly batch?: number;
  /** The training rows as the steps see them, where not as they are. */
  readonly seen?: (train: Pass) => Pass;
  /** Takes the last iterate rather than the best. */
  readonly last?: boolean;
  /** Random starts are not drawn again over other rows: the path goes on from what was found. */
  readonly resumes?: boolean;
  /** What makes an iterate the best: a small loss on the held-out rows, which is the default, or a short field there. */
  readonly chosenBy?: "loss" | "field";
}

interface Walk {
  readonly candidates: readonly (Candidate & { readonly step: number })[];
  /** The iterates they were made of. */
  readonly iterates: readonly Iterate[];
  readonly stop: StopReason;
}

/**
 * So many iterates of a path are judged; longer paths are judged at so many places along them, the end among these. Where
 * the last one is taken the others only show how it went.
 */
const [MOST_JUDGED, MOST_SHOWN] = [250, 40];

/** The best iterate of a route over the training rows. */
export async function follow(trial: Trial, route: Route): Promise<Found> {
  const walks = await walked(trial, route);
  const all = walks.flatMap(({ candidates, stop }, path) =>
    candidates.map((candidate, k) => ({
      candidate: { ...candidate, path, stop },
      isLast: k === candidates.length - 1,
    })),
  );
  const candidates = all.map(({ candidate }) => candidate);
  const lines = candidates.map(({ w }) => trial.whitening.line(w));
  const verdicts = await judge(candidates, lines, trial.bench, trial.knowledge);
  const scores =
    route.chosenBy === "field" ? await fieldLengths(walks, trial, route) : verdicts.map(({ loss }) => loss);
  let best = all.length - 1;
  all.forEach(({ isLast }, k) => {
    if ((isLast || !route.last) && !(scores[k] >= scores[best])) best = k;
  });
  const losses = verdicts.filter((_, k) => candidates[k].path === candidates[best].path).map(({ loss }) => loss);
  return { ...candidates[best], ...verdicts[best], losses, stops: walks.map(({ stop }) => stop) };
}

/** |g| of every iterate on the held-out rows. */
async function fieldLengths(walks: readonly Walk[], trial: Trial, route: Route): Promise<number[]> {
  const { field, whitening } = sightOf(trial, route);
  const tasks = walks
    .flatMap(({ iterates }) => iterates)
    .map(
      ({ w, phi }) =>
        async (pass: Pass) =>
          norm(await field.at(w, phi, { pass, whitening })),
    );
  return together(trial.bench.heldOut, tasks);
}

/** The same step of the same path over another trial's training rows. */
export async function retrace(found: Found, trial: Trial, route: Route): Promise<Candidate> {
  const [{ candidates }] = await walked(trial, route, found);
  const until = route.last ? Infinity : (found.step ?? Infinity);
  const { step: _, ...same } = candidates.findLast(({ step }) => step <= until) ?? candidates[0];
  return settledOn(same, trial.whitening.line(same.w), trial.train, trial.knowledge);
}

/** The field of a route, and the coordinates it is seen in. */
function sightOf({ whitening, knowledge: { link, intercept } }: Trial, { fieldOf, geometry }: Route) {
  const known: KnownLink = link === undefined ? NO_LINK : { link, scale: 1, shift: 0 };
  const isWhole = link !== undefined && intercept && !geometry?.directional;
  return { field: fieldOf(known), whitening: isWhole ? withIntercept(whitening) : whitening };
}

/** The paths from all starts, or the one that something was found on. */
async function walked(trial: Trial, route: Route, found?: Found): Promise<Walk[]> {
  const { train, whitening, knowledge, sortedLabels, stream, signal } = trial;
  const { initializer, schedule, geometry = euclidean(), batch, seen } = route;
  const { field, ...coordinates } = sightOf(trial, route);
  const frame = { pass: seen?.(train) ?? train, ...coordinates };
  const starts = async (): Promise<readonly Float64Array[]> => {
    if (found !== undefined && route.resumes) return [weightsOf(found, frame.whitening.size)];
    const all = await initializer.starts({ ...frame, sortedLabels, stream });
    if (all.length === 0) return [new Float64Array(frame.whitening.size)];
    return found === undefined ? all : [all[found.path ?? 0] ?? all[0]];
  };
  const walks: Walk[] = [];
  for (const start of await starts()) {
    const path = await journey({
      field: batch === undefined ? field : await onFresh(field, frame, Math.min(batch, train.rows), stream.clone()),
      geometry,
      schedule,
      ...frame,
      start,
      fresh: batch !== undefined,
      ...(signal && { signal }),
    });
    const iterates = spread(path, route.last ? MOST_SHOWN : MOST_JUDGED);
    const candidates = iterates.map(({ w, phi, t }) => ({ ...neuronOf(w, whitening.size, knowledge), phi, step: t }));
    walks.push({ candidates, iterates, stop: path[path.length - 1].stop ?? "stepLimit" });
  }
  return walks;
}

/** Weights, with an offset behind them or without, as a direction and the scale and shift of its link. */
function neuronOf(w: Float64Array, d: number, { link }: Knowledge): Pick<Candidate, "w" | "known"> {
  const slopes = w.slice(0, d);
  const known = link && { link, scale: norm(slopes) || Number.MIN_VALUE, shift: w[d] ?? 0 };
  return { w: unit(slopes), ...(known && { known }) };
}

/** The weights that a candidate was made of. */
function weightsOf({ w, known }: Candidate, size: number): Float64Array {
  const start = new Float64Array(size).fill(known?.shift ?? 0);
  start.set(scaled(w, known?.scale ?? 1));
  return start;
}

/** Iterates at even distances, the last among them. */
function spread(iterates: readonly Iterate[], most: number): readonly Iterate[] {
  const stride = Math.ceil(iterates.length / most);
  return iterates.filter((_, k) => (iterates.length - 1 - k) % stride === 0);
}
