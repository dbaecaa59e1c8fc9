/**
 * Every start refined briefly on a subsample, in two ways: with a curve that need not rise, and under the mixture.
 * Some held-out rows say how well each of the ends explains labels.
 */
import { meanOf } from "../math/mean.ts";
import { quantile } from "../method/initializer.ts";
import { beginnings } from "./beginnings.ts";
import { byScore, type Scored } from "./finding.ts";
import { freeDirection } from "./freeCurve.ts";
import { logLikelihoods } from "./heldOutScore.ts";
import { type Labels, labelsLike } from "./labels.ts";
import type { Mixture } from "./mixture.ts";
import { normalLaw } from "./noiseLaw.ts";
import type { RobustTrial } from "./robustTrial.ts";
import { mixtureAt, score } from "./scoring.ts";
import { distinct, starts } from "./starts.ts";

/** Held-out rows that brief refinements are scored on. */
const BRIEF_ROWS = 3000;
/** Above so many features that many starts go on. */
const [MANY_FEATURES, PROMISING] = [300, 8];

/** A brief refinement of a direction under the mixture, and how well any direction and mixture explain labels. */
export interface Brief {
  refined(start: Float64Array, bandwidth: number): Promise<Scored>;
  scored(w: Float64Array, at?: Mixture): Promise<Scored>;
}

export async function briefOver({ small, heldOut, curve }: RobustTrial, labels: Labels): Promise<Brief> {
  const some = labelsLike(labels, small.y);
  const few =
    heldOut.n <= BRIEF_ROWS ? heldOut : await heldOut.some(Int32Array.from({ length: BRIEF_ROWS }, (_, i) => i));
  const theirs = labelsLike(labels, few.y);
  const options = { law: normalLaw, curve, starts: beginnings(some) };
  const scored = async (w: Float64Array, at?: Mixture): Promise<Scored> => {
    const told = at ?? mixtureAt(await small.index(w), some, options);
    return { w, score: meanOf(logLikelihoods(told, await few.index(w), theirs)) };
  };
  const refined = async (start: Float64Array, bandwidth: number): Promise<Scored> => {
    const { w, mixture } = await score(small, some, start, { ...options, steps: 4, bandwidth });
    return scored(w, mixture);
  };
  return { refined, scored };
}

/** Ends of all starts. @param progress called with the share of them that is done */
export async function brieflyRefined(
  { small, train, stream, candidates }: RobustTrial,
  brief: Brief,
  progress?: (done: number) => void,
): Promise<Scored[]> {
  const sorted = train.y.slice().sort();
  const [low, high] = [quantile(sorted, 0.02), quantile(sorted, 0.98)];
  const clipped = small.y.map((y) => Math.min(Math.max(y, low), high));
  const ends: Scored[] = [];
  const departures = await promising(distinct([...candidates, ...(await starts(small, stream))], 0.95), small.d, brief);
  for (const [k, start] of departures.entries()) {
    ends.push(await brief.scored(await freeDirection(small, clipped, start, { steps: 4 })));
    ends.push(await brief.refined(start, 0.5));
    progress?.((k + 1) / departures.length);
  }
  return ends;
}

/** Where a step takes long and most of what starts tell is noise, those that explain most as they are. */
async function promising(
  directions: readonly Float64Array[],
  features: number,
  brief: Brief,
): Promise<readonly Float64Array[]> {
  if (features <= MANY_FEATURES) return directions;
  const scored: Scored[] = [];
  for (const w of directions) scored.push(await brief.scored(w));
  return scored
    .sort(byScore)
    .slice(0, PROMISING)
    .map(({ w }) => w);
}
