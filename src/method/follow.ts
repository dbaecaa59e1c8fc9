/**
 * From one start along one path, no constraint on the norm, the held-out rows choosing among the iterates: the frame of
 * the plain learners.
 */
import { norm, unit } from "../math/vectors.ts";
import { type FieldOf, type KnownLink, NO_LINK } from "./field.ts";
import { euclidean } from "./geometries/euclidean.ts";
import type { Initializer } from "./initializer.ts";
import { journey } from "./iterate.ts";
import { type Candidate, judge, settledOn } from "./judge.ts";
import type { StopReason } from "./result.ts";
import type { Schedule } from "./schedule.ts";
import type { Found, Trial } from "./trial.ts";
import { withIntercept } from "./whiten.ts";

export interface Route {
  readonly initializer: Initializer;
  readonly fieldOf: FieldOf;
  readonly schedule: Schedule;
  /** Takes the last iterate rather than the best. */
  readonly last?: boolean;
}

/** The best iterate of a route over the training rows. */
export async function follow(trial: Trial, route: Route): Promise<Found> {
  const { candidates, stop } = await walked(trial, route);
  const verdicts = await judge(
    candidates,
    candidates.map(({ w }) => trial.whitening.line(w)),
    trial.bench,
    trial.knowledge,
  );
  const losses = verdicts.map(({ loss }) => loss);
  const best = route.last ? losses.length - 1 : losses.indexOf(losses.reduce((a, b) => (b < a ? b : a)));
  return { ...candidates[best], ...verdicts[best], losses, stop, stops: [stop], step: best };
}

/** The same step of the same route over another trial's training rows. */
export async function retrace(found: Found, trial: Trial, route: Route): Promise<Candidate> {
  const { candidates } = await walked(trial, route);
  const last = candidates.length - 1;
  const same = candidates[route.last ? last : Math.min(found.step ?? last, last)];
  return settledOn(same, trial.whitening.line(same.w), trial.train, trial.knowledge);
}

async function walked(
  { train: pass, whitening, knowledge, sortedLabels, stream, signal }: Trial,
  { initializer, fieldOf, schedule }: Route,
): Promise<{ candidates: Candidate[]; stop: StopReason }> {
  const { link, intercept } = knowledge;
  const frame = { pass, whitening: link !== undefined && intercept ? withIntercept(whitening) : whitening };
  const [start] = await initializer.starts({ ...frame, sortedLabels, stream });
  const known: KnownLink = link === undefined ? NO_LINK : { link, scale: 1, shift: 0 };
  const iterates = await journey({
    field: fieldOf(known),
    geometry: euclidean(),
    schedule,
    ...frame,
    start: start ?? new Float64Array(frame.whitening.size),
    ...(signal && { signal }),
  });
  const candidates = iterates.map(({ w, phi }) => {
    const slopes = w.slice(0, whitening.size);
    const scale = norm(slopes);
    return {
      w: unit(slopes),
      phi,
      ...(link && { known: { link, scale: scale || Number.MIN_VALUE, shift: w[whitening.size] ?? 0 } }),
    };
  });
  return { candidates, stop: iterates[iterates.length - 1].stop ?? "stepLimit" };
}
