/**
 * The only loop: g = field(w, φₜ), then w ← retract(w − step(φₜ, |g|)·project(w, g)).
 *
 * An async generator, so that a page takes an iterate a frame, the command line drains, and a test takes twenty.
 * Run many of them with `together` and they share sweeps.
 */
import { addScaled, norm } from "../math/vectors.ts";
import type { Field, Frame } from "./field.ts";
import type { Geometry } from "./geometry.ts";
import type { StopReason } from "./result.ts";
import type { Schedule } from "./schedule.ts";
import { scheduleOf } from "./schedules/constant.ts";

/** Everything an iteration is made of. */
export interface Journey extends Frame {
  readonly field: Field;
  readonly geometry: Geometry;
  /** A schedule, or a bare number: steps of that size. */
  readonly schedule: Schedule | number;
  /** Where to start, whitened coordinates. */
  readonly start: Float64Array;
  /** The field is that of a few rows each time: where it vanishes it does so by chance, and the loop goes on. */
  readonly fresh?: boolean;
  readonly signal?: AbortSignal;
}

export interface Iterate {
  readonly t: number;
  /** w̃ₜ, whitened coordinates. */
  readonly w: Float64Array;
  /** φₜ, the angle guess its field is seen with; of the last one, that of the step before. */
  readonly phi: number;
  /** Why this is the last one; absent before. */
  readonly stop?: StopReason;
}

// All that ends the loop is relative, so that no outcome depends on the unit of the labels.
/** Weights this large beside the start and the first step. */
const TOO_LARGE = 1e8;
/** Steps this small beside the weights. */
const TOO_SMALL = 1e-10;
/** A tangent this small beside the largest field so far is rounding. */
const NOTHING = 1e-14;
/** A field that vanishes after a step this small has been solved; Newton's method goes from 1e-8 to 0 at once. */
const ALL_BUT_THERE = 1e-6;

/**
 * Yields the start, then an iterate a step; the last one says why it is the last.
 *
 * @example
 * import { fields, geometries, iterate, memoryPass, scalingOf, unwhitened } from "plumbline-fit";
 *
 * // GLMtron by hand, on y = 2x: x packs to ±1 times its deviation 2.
 * const names = ["x"];
 * const design = { n: 2, d: 1, x: Float64Array.of(-2, 2), y: Float64Array.of(-4, 4), names, weightsKind: "frequency" as const, binary: false };
 * const parts = {
 *   field: fields.surrogate()({ link: { name: "identity", parameters: {} }, scale: 1, shift: 0 }),
 *   geometry: geometries.euclidean(),
 *   schedule: 0.5,
 *   whitening: unwhitened(1),
 *   pass: memoryPass(design, scalingOf(design)),
 *   start: new Float64Array(1),
 * };
 * const path = [];
 * for await (const { w } of iterate(parts)) if (path.push(w[0]) === 4) break;
 * console.log(path.join()); // → 0,2,3,3.5
 */
export async function* iterate({
  field,
  geometry,
  schedule,
  start,
  fresh = false,
  signal,
  ...frame
}: Journey): AsyncGenerator<Iterate, void> {
  const { at } = scheduleOf(schedule);
  let w = geometry.retract(start);
  let phi = at(0)?.phi ?? 0;
  let moved = Infinity;
  let largest = 0;
  let near = norm(w);
  for (let t = 0; ; t++) {
    if (signal?.aborted) return yield { t, w, phi, stop: "aborted" };
    const moment = at(t);
    if (moment === null) return yield { t, w, phi, stop: "stepLimit" };
    phi = moment.phi;
    const g = await field.at(w, phi, frame);
    const tangent = geometry.project(w, g);
    const length = norm(tangent);
    largest = Math.max(largest, norm(g));
    if (!Number.isFinite(length)) return yield { t, w, phi, stop: "notFinite" };
    const vanishes = length <= NOTHING * largest;
    if (vanishes && !fresh) return yield { t, w, phi, stop: moved < ALL_BUT_THERE ? "converged" : "stalled" };
    yield { t, w, phi };
    const step = vanishes ? 0 : moment.step(length);
    if (t === 0) near += step * length;
    w = geometry.retract(addScaled(w, -step, tangent));
    if (norm(w) > TOO_LARGE * near) return yield { t: t + 1, w, phi, stop: "diverged" };
    moved = (step * length) / norm(w);
    if (moved < TOO_SMALL && !fresh) return yield { t: t + 1, w, phi, stop: "converged" };
  }
}

/** All iterates of a journey, to its end. */
export async function journey(parts: Journey): Promise<Iterate[]> {
  const iterates: Iterate[] = [];
  for await (const one of iterate(parts)) iterates.push(one);
  return iterates;
}
