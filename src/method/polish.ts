/**
 * The last digits of a known link: Gauss–Newton on the square loss over weights, scale and shift at once, from a
 * direction that is close already. A path of fixed step lengths stops at its floor; this goes to the bottom of the valley.
 */
import { norm, scaled, unit } from "../math/vectors.ts";
import { linkOf } from "../pass/maps.ts";
import type { Pass } from "../pass/pass.ts";
import { scoring } from "./fields/scoring.ts";
import { euclidean } from "./geometries/euclidean.ts";
import { journey } from "./iterate.ts";
import { type Candidate, judge } from "./judge.ts";
import { constant } from "./schedules/constant.ts";
import type { Found, Trial } from "./trial.ts";
import { withIntercept } from "./whiten.ts";

const STEPS = 12;

/** The candidate at the bottom of its valley over these rows; itself where the link jumps or the steps lead nowhere. */
export async function polish(
  candidate: Candidate,
  pass: Pass,
  { whitening, knowledge, signal }: Trial,
): Promise<Candidate> {
  const { known } = candidate;
  if (known === undefined || knowledge.fixed || linkOf(known.link).jumps) return candidate;
  const frame = { pass, whitening: knowledge.intercept ? withIntercept(whitening) : whitening };
  const start = new Float64Array(frame.whitening.size).fill(known.shift);
  start.set(scaled(candidate.w, known.scale));
  const iterates = await journey({
    field: scoring({ square: 1 })({ link: known.link, scale: 1, shift: 0 }),
    geometry: euclidean(),
    schedule: constant({ steps: STEPS }),
    start,
    ...frame,
    ...(signal && { signal }),
  });
  const { w, stop } = iterates[iterates.length - 1];
  const slopes = w.slice(0, whitening.size);
  const scale = norm(slopes);
  if (stop !== "converged" && stop !== "stepLimit") return candidate;
  if (!(scale > 0) || !w.every(Number.isFinite)) return candidate;
  return { w: unit(slopes), phi: candidate.phi, known: { link: known.link, scale, shift: w[whitening.size] ?? 0 } };
}

/**
 * What was found, polished over the training rows, where that costs no more held-out loss than d/n of it: as much as an
 * efficient fit differs from the truth. Under corruption the valley may lie elsewhere, and the path's iterate stays.
 */
export async function polishedIfAsGood(found: Found, trial: Trial): Promise<Found> {
  const candidate = await polish(found, trial.train, trial);
  if (candidate === found) return found;
  const [verdict] = await judge([candidate], [trial.whitening.line(candidate.w)], trial.bench, trial.knowledge);
  const allowed = found.loss * (1 + trial.train.features / trial.train.mass);
  return verdict.loss <= allowed ? { ...found, ...candidate, ...verdict, polished: true } : found;
}
