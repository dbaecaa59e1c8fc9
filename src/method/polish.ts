/**
 * The last digits of a direction: Gauss–Newton on the square loss from a direction that is close already. A path of
 * fixed step lengths stops at its floor, and where it stops is partly chance; this goes to the bottom of the valley.
 */
import { norm, scaled, unit } from "../math/vectors.ts";
import { linkOf } from "../pass/maps.ts";
import type { Pass } from "../pass/pass.ts";
import { type KnownLink, NO_LINK } from "./field.ts";
import { plugInScoring } from "./fields/plugInScoring.ts";
import { scoring } from "./fields/scoring.ts";
import { euclidean } from "./geometries/euclidean.ts";
import { sphere } from "./geometries/sphere.ts";
import { type Iterate, type Journey, journey } from "./iterate.ts";
import type { Candidate } from "./judge.ts";
import { constant } from "./schedules/constant.ts";
import { areClose, manyRows, type Trial } from "./trial.ts";
import { withIntercept } from "./whiten.ts";

const STEPS = 12;
/** Newton's method squares its error a step: from a direction that many rows have told, few steps do. */
const STEPS_FROM_CLOSE = 4;
const STEPS_OVER_MANY = 2;
/** H takes d² memory a chunk and d³ work a step, and with fewer rows a feature it tells next to nothing. */
const MOST_FEATURES = 500;
const ROWS_A_FEATURE = 5;

/** The candidate at the bottom of its valley over these rows; none where the link jumps or the steps lead nowhere. */
export async function polish(candidate: Candidate, trial: Trial): Promise<Candidate | undefined> {
  const { known } = candidate;
  const { features, mass } = trial.train;
  if (trial.knowledge.fixed || features > MOST_FEATURES || mass < ROWS_A_FEATURE * features) return undefined;
  if (known === undefined) return polishedDirection(candidate, trial);
  return linkOf(known.link).jumps ? undefined : polishedNeuron(candidate, known, trial);
}

function stepsOver(pass: Pass): number {
  if (pass.rows > manyRows(pass.features)) return STEPS_OVER_MANY;
  return areClose(pass) ? STEPS_FROM_CLOSE : STEPS;
}

/** Unknown link: the direction alone moves, the curve follows. */
async function polishedDirection(
  { w, phi }: Candidate,
  { train, small, whitening, signal }: Trial,
): Promise<Candidate | undefined> {
  const end = await last({
    field: plugInScoring()(NO_LINK),
    geometry: sphere(),
    schedule: constant({ steps: stepsOver(train), longest: 0.3 }),
    whitening,
    pass: train,
    ...(small !== train && { some: small }),
    start: w,
    ...(signal && { signal }),
  });
  return end && { w: end.w, phi };
}

/** Known link: weights, scale and shift at once. */
async function polishedNeuron(
  { w, phi }: Candidate,
  { link, scale, shift }: KnownLink,
  { train, small, whitening, knowledge, signal }: Trial,
): Promise<Candidate | undefined> {
  const whole = knowledge.intercept ? withIntercept(whitening) : whitening;
  const start = new Float64Array(whole.size).fill(shift);
  start.set(scaled(w, scale));
  const end = await last({
    field: scoring({ square: 1 })({ link, scale: 1, shift: 0 }),
    geometry: euclidean(),
    schedule: constant({ steps: stepsOver(train) }),
    whitening: whole,
    pass: train,
    ...(small !== train && { some: small }),
    start,
    ...(signal && { signal }),
  });
  const slopes = end?.w.slice(0, whitening.size);
  if (end === undefined || slopes === undefined || norm(slopes) === 0) return undefined;
  return { w: unit(slopes), phi, known: { link, scale: norm(slopes), shift: end.w[whitening.size] ?? 0 } };
}

/** Where a journey ends, if it ends well. */
async function last(parts: Journey): Promise<Iterate | undefined> {
  const iterates = await journey(parts);
  const end = iterates[iterates.length - 1];
  return (end.stop === "converged" || end.stop === "stepLimit") && end.w.every(Number.isFinite) ? end : undefined;
}
