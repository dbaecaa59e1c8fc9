/**
 * Judging directions: the best curve on training rows, its square loss on held-out rows. Any number of directions ride
 * in two sweeps, in bins of the index so fine that they stand for the rows; the bins resolve the tails, without which
 * good candidates for strongly biased links would be thrown away.
 */

import { linkOf } from "../pass/maps.ts";
import { ask, type LinkReference, type Pass, type ProfileSums } from "../pass/pass.ts";
import { linkMaps } from "../problem/link.ts";
import { centersOf, FINE_EDGES, isotonicOfBins } from "./bins.ts";
import type { KnownLink } from "./field.ts";
import { fitScaleShift } from "./scaleShift.ts";
import type { Line } from "./whiten.ts";

/** A direction to judge. */
export interface Candidate {
  /** w̃, a unit vector in whitened coordinates. */
  readonly w: Float64Array;
  /** The angle guess it was reached with. */
  readonly phi: number;
  /** Its link's scale and shift so far, when the link is known. */
  readonly known?: KnownLink;
}

export interface Verdict {
  /** Mean of (u(z) − y)² over the held-out rows. */
  readonly loss: number;
  readonly known?: KnownLink;
}

/** What is known of the curve: nothing but that it rises, or a link up to scale and shift. */
export interface Knowledge {
  readonly link?: LinkReference;
  /** false fixes the shift at 0. */
  readonly intercept: boolean;
  /** true takes scale and shift as they come from the iterate: 1 and 0 for one on the sphere. */
  readonly fixed: boolean;
}

export interface Bench {
  readonly train: Pass;
  readonly heldOut: Pass;
}

/** The verdicts on candidates, in order. `lines` are theirs in packed units. */
export async function judge(
  candidates: readonly Candidate[],
  lines: readonly Line[],
  bench: Bench,
  knowledge: Knowledge,
): Promise<Verdict[]> {
  const requests = lines.map((line) => fineProfile(line));
  const training = (await bench.train.sweep(requests)) as ProfileSums[];
  const heldOut = (await bench.heldOut.sweep(requests)) as ProfileSums[];
  return candidates.map(({ known }, k) => verdict(training[k], heldOut[k], knowledge, known));
}

/** A request for sums in fine bins of the index of deviation 1. */
export function fineProfile(line: Line): {
  kind: "profile";
  w: Float64Array;
  offset: number;
  edges: Float64Array;
  columns: false;
} {
  return { kind: "profile", ...line, edges: FINE_EDGES, columns: false };
}

/** The known link at its best scale and shift on a profile. */
export function settle(
  profile: ProfileSums,
  { link, intercept, fixed }: Knowledge,
  smoothing: number,
  near?: KnownLink,
): KnownLink | undefined {
  if (link === undefined) return undefined;
  if (fixed) return near ?? { link, scale: 1, shift: 0 };
  return fitScaleShift(profile, { link, intercept, smoothing, ...(near && { near }) });
}

/** A candidate with its link's scale and shift at their best on these rows. */
export async function settledOn(
  candidate: Candidate,
  line: Line,
  pass: Pass,
  knowledge: Knowledge,
): Promise<Candidate> {
  if (knowledge.link === undefined || knowledge.fixed) return candidate;
  const profile = await ask(pass, fineProfile(line));
  const known = settle(profile, knowledge, 1, candidate.known);
  return { ...candidate, ...(known && { known }) };
}

function verdict(training: ProfileSums, heldOut: ProfileSums, knowledge: Knowledge, near?: KnownLink): Verdict {
  const known = settle(training, knowledge, 1, near);
  if (known === undefined) return { loss: lossOfBins(heldOut, isotonicOfBins(training)) };
  return { loss: lossOfBins(heldOut, linkOfBins(heldOut, known)), known };
}

function linkOfBins(profile: ProfileSums, { link, scale, shift }: KnownLink): Float64Array {
  const mean = centersOf(profile, FINE_EDGES).map((z) => scale * z + shift);
  const value = new Float64Array(mean.length);
  linkMaps(linkOf(link), mean.length).value(mean, 0, value, mean.length);
  return value;
}

/** Mean of (m − y)² for m constant on bins. */
function lossOfBins({ mass, y, yy }: ProfileSums, m: Float64Array): number {
  let loss = 0;
  let total = 0;
  for (let j = 0; j < mass.length; j++) {
    if (mass[j] === 0) continue;
    loss += yy[j] - 2 * m[j] * y[j] + m[j] * m[j] * mass[j];
    total += mass[j];
  }
  return Number.isNaN(loss) ? Number.POSITIVE_INFINITY : Math.max(loss / total, 0);
}
