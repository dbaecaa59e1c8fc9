/**
 * The robust portfolio for real labels and an unknown monotone link: many starts, two refinements of each on a
 * subsample, the best few under the mixture on all training rows, and the held-out likelihood says who explains most.
 * What the best one gives up may have an explanation of its own: a rival.
 */
import { meanOf } from "../math/mean.ts";
import type { RandomStream } from "../math/random.ts";
import { dot, norm, scaled, unit } from "../math/vectors.ts";
import { quantile } from "../method/initializer.ts";
import { beginnings } from "./beginnings.ts";
import { cappedStarts } from "./cappedStarts.ts";
import type { Explanation } from "./explanation.ts";
import { freeDirection } from "./freeCurve.ts";
import { heldOutScore, logLikelihoods } from "./heldOutScore.ts";
import { type IndexBins, indexBins } from "./indexBins.ts";
import { type Labels, labelsLike, labelsOf } from "./labels.ts";
import { type CurveRule, type CurveStart, type Mixture, mixture } from "./mixture.ts";
import { type NoiseLaw, normalLaw, studentT2 } from "./noiseLaw.ts";
import { rivalsOf } from "./rivals.ts";
import type { Rows } from "./rows.ts";
import { mixtureAt, mixturesAt, score } from "./scoring.ts";
import { causesAt, contaminationCause, noiseCause, type SecondCause } from "./secondCause.ts";
import { settle } from "./settling.ts";
import { distinct, starts } from "./starts.ts";

/** Rows to learn from: all training rows, some of them for starts, and rows held out to judge by. */
export interface RobustTrial {
  readonly train: Rows;
  readonly small: Rows;
  readonly heldOut: Rows;
  readonly stream: RandomStream;
  /** Directions found elsewhere. */
  readonly candidates: readonly Float64Array[];
  readonly curve: CurveRule;
  /** The share of corrupted labels, where it is told. */
  readonly share?: number;
  readonly progress?: (done: number) => void;
}

/** A direction, the mixture it explains the training rows by, and how likely that makes each held-out row. */
export interface Finding {
  readonly w: Float64Array;
  readonly law: NoiseLaw;
  readonly mixture: Mixture;
  readonly scores: Float64Array;
  readonly score: number;
  /** What a second direction decides, where the held-out rows say that one does. */
  readonly cause?: SecondCause;
}

/** Labels along an index. */
export interface Along {
  readonly z: Float64Array;
  readonly y: Float64Array;
}

const KEPT = 4;
/** The best few are also tried with curves that are level beyond a place. */
const CAPPED = 2;
const [SAME_BRIEF, SAME] = [0.98, 0.985];
/** Held-out rows that brief refinements are scored on. */
const BRIEF_ROWS = 3000;

export interface Portfolio {
  /** The best explanation of the labels first, then its rivals, each with a second cause where there is one. */
  readonly explanations: readonly Explanation[];
  /** All directions that came so far, the best first, as they stood before second causes. */
  readonly considered: readonly Pick<Finding, "w" | "scores">[];
}

export async function portfolio(trial: RobustTrial): Promise<Portfolio> {
  const labels = labelsOf(trial.train.y, trial.share);
  const considered = await findings(trial, labels);
  const [best, ...others] = considered;
  const all: Explanation[] = [];
  const stories = [best, ...rivalsOf(best, others)];
  for (const found of stories) {
    const rest = stories.filter((other) => other !== found).map(({ w }) => w);
    const told = await withSecondCause(found, trial, labels, rest);
    const { w, scores, score: mean } = told;
    all.push({ kind: "robust", w, scores, score: mean, settle: (rows) => settle(rows, told, trial) });
  }
  return { explanations: all, considered };
}

/** How well mixtures explain held-out labels along an index as it is. */
export function scoresAlong(
  { z, y }: Along,
  other: Along,
  { curve, share }: Pick<RobustTrial, "curve" | "share">,
): Float64Array {
  const labels = labelsOf(y, share);
  const held = { z: other.z, labels: labelsLike(labels, other.y) };
  const [normal, broad] = [normalLaw, studentT2].map((law) => {
    const options = { law, curve, starts: beginnings(labels) };
    return heldOutScore(z, labels, held, { ...options, from: mixtureAt(z, labels, options) }).scores;
  });
  return meanOf(normal) >= meanOf(broad) ? normal : broad;
}

async function findings(trial: RobustTrial, labels: Labels): Promise<Finding[]> {
  const { train, small, heldOut, stream, candidates, curve, progress } = trial;
  const some = labelsLike(labels, small.y);
  const judged = await someOf(heldOut, BRIEF_ROWS, labels);
  const begin = beginnings(some);
  const sorted = train.y.slice().sort();
  const [low, high] = [quantile(sorted, 0.02), quantile(sorted, 0.98)];
  const clipped = small.y.map((y) => Math.min(Math.max(y, low), high));
  const brief: Scored[] = [];
  const departures = distinct([...candidates, ...(await starts(small, stream))], 0.95);
  for (const [k, start] of departures.entries()) {
    const free = await freeDirection(small, clipped, start, { steps: 4 });
    const at = mixtureAt(await small.index(free), some, { law: normalLaw, curve, starts: begin });
    brief.push({ w: free, score: meanOf(logLikelihoods(at, await judged.index(free), judged.labels)) });
    const found = await score(small, some, start, { law: normalLaw, curve, starts: begin, steps: 4, bandwidth: 0.5 });
    brief.push({
      w: found.w,
      score: meanOf(logLikelihoods(found.mixture, await judged.index(found.w), judged.labels)),
    });
    progress?.((0.5 * (k + 1)) / departures.length);
  }
  const judge = judgeOf(trial, labels);
  const finals: Finding[] = [];
  for (const w of best(brief, SAME_BRIEF).slice(0, KEPT)) finals.push(await judge(w));
  finals.sort(byScore);
  progress?.(0.8);
  for (const w of await secondLooks(trial, labels, some, begin, judged, finals[0].mixture)) finals.push(await judge(w));
  finals.sort(byScore);
  for (const [k, found] of finals.slice(0, CAPPED).entries()) finals[k] = await withCappedEnds(found, trial, labels);
  finals.sort(byScore);
  progress?.(0.95);
  return rightWayUp(finals, trial, labels, judge);
}

/** Gains a row, and standard errors of them, from which on a second cause is believed. */
const [ENOUGH, SURE] = [0.01, 3];

async function withSecondCause(
  found: Finding,
  { train, heldOut, curve }: RobustTrial,
  labels: Labels,
  others: readonly Float64Array[],
): Promise<Finding> {
  const other = labelsLike(labels, heldOut.y);
  const z = await train.index(found.w);
  const begin = beginnings(labels);
  const accepted = async (best: Finding, law: NoiseLaw, causeOf: (at: Mixture) => Promise<SecondCause>) => {
    const at =
      law === found.law
        ? found.mixture
        : mixtureAt(z, labels, { law, curve, starts: begin, from: found.mixture, rounds: 6 });
    const cause = await causeOf(at);
    const causes = await causesAt(train, cause.law);
    const options = { law, curve, starts: begin };
    const from = mixtureAt(z, labels, { ...options, ...causes, from: at, rounds: 6 });
    const held = heldOutScore(
      z,
      labels,
      { z: await heldOut.index(found.w), labels: other, causes: await causesAt(heldOut, cause.law) },
      { ...options, ...causes, from },
    );
    const gains = held.scores.map((value, i) => value - best.scores[i]);
    const gain = meanOf(gains);
    const error = Math.sqrt(meanOf(gains.map((value) => (value - gain) * (value - gain))) / gains.length);
    if (!(gain > ENOUGH && gain > SURE * error)) return best;
    return { ...found, law, mixture: held.mixture, scores: held.scores, score: meanOf(held.scores), cause };
  };
  const noisier = await accepted(found, studentT2, (at) => noiseCause(train, found.w, at));
  const corrupted = await accepted(noisier, found.law, (at) => contaminationCause(train, at));
  // What one direction gives up another may explain.
  const byOthers = (at: Mixture) => contaminationCause(train, at, others);
  return others.length === 0 ? corrupted : better(corrupted, await accepted(noisier, found.law, byOthers));
}

interface Scored {
  readonly w: Float64Array;
  readonly score: number;
}

const better = <S extends Scored>(a: S, b: S): S => (b.score > a.score ? b : a);
const byScore = (a: Scored, b: Scored): number => b.score - a.score;
const best = (all: readonly Scored[], same: number): Float64Array[] =>
  distinct(
    [...all].sort(byScore).map(({ w }) => w),
    same,
  );

/** Refines a direction on all training rows and scores it on the held-out ones, under the law that explains them best. */
function judgeOf({ train, heldOut, curve }: RobustTrial, labels: Labels): (w: Float64Array) => Promise<Finding> {
  const begin = beginnings(labels);
  const other = labelsLike(labels, heldOut.y);
  const scoredAt = async (w: Float64Array, law: NoiseLaw, from: Mixture): Promise<Finding> => {
    const held = { z: await heldOut.index(w), labels: other };
    const { scores, mixture: at } = heldOutScore(await train.index(w), labels, held, {
      law,
      curve,
      starts: begin,
      from,
    });
    return { w, law, mixture: at, scores, score: meanOf(scores) };
  };
  return async (start) => {
    const found = await score(train, labels, start, { law: normalLaw, curve, starts: begin, steps: 6, bandwidth: 0.2 });
    const normal = await scoredAt(found.w, normalLaw, found.mixture);
    const heavy = mixtureAt(await train.index(found.w), labels, {
      law: studentT2,
      curve,
      starts: begin,
      from: normal.mixture,
      rounds: 6,
    });
    const broad = await scoredAt(found.w, studentT2, heavy);
    if (broad.score <= normal.score) return normal;
    const again = await score(train, labels, found.w, {
      law: studentT2,
      curve,
      starts: begin,
      from: broad.mixture,
      steps: 4,
      bandwidth: 0.1,
    });
    const refined = await scoredAt(again.w, studentT2, again.mixture);
    return refined.score > broad.score ? refined : broad;
  };
}

/** The best curve at a direction from its own and from those that are level beyond a place. */
async function withCappedEnds(
  found: Finding,
  { train, heldOut, curve }: RobustTrial,
  labels: Labels,
): Promise<Finding> {
  const { w, law } = found;
  const z = await train.index(w);
  const held = { z: await heldOut.index(w), labels: labelsLike(labels, heldOut.y) };
  const options = { law, curve, starts: (bins: IndexBins) => cappedStarts(bins, labels.y) };
  let best = found;
  for (const from of mixturesAt(z, labels, options)) {
    const { scores, mixture: at } = heldOutScore(z, labels, held, { ...options, from });
    best = better(best, { w, law, mixture: at, scores, score: meanOf(scores) });
  }
  return best;
}

/** Directions that explain what the best one gives up. */
async function secondLooks(
  { train, small, curve }: RobustTrial,
  labels: Labels,
  some: Labels,
  begin: (bins: IndexBins) => CurveStart[],
  judged: Judged,
  { sure, residuals }: Mixture,
): Promise<Float64Array[]> {
  const bad = Float64Array.from(sure, (p) => (p < 0.5 ? 1 : 0));
  const count = bad.reduce((a, b) => a + b, 0);
  if (count < Math.max(2 * train.d, 30)) return [];
  const { spread } = labels.outliers;
  const clip = (r: number): number => Math.min(Math.max(r, -spread), spread);
  const middle = labels.y.reduce((sum, y, i) => sum + bad[i] * y, 0) / count;
  const seeds = [
    await train.sum(bad.map((is, i) => is * clip(labels.y[i] - middle))),
    await train.sum(residuals.map((r, i) => (1 - sure[i]) * clip(r))),
  ].map(unit);
  const given = await train.some(Int32Array.from(sure.keys()).filter((i) => sure[i] < 0.5));
  const { share: _, ...free } = labels;
  const theirs = labelsLike(free, given.y);
  const found: Scored[] = [];
  for (const seed of seeds) {
    if (norm(seed) === 0) continue;
    const own = await score(given, theirs, seed, {
      law: normalLaw,
      curve,
      starts: beginnings(theirs),
      steps: 4,
      bandwidth: 0.5,
    });
    const all = await score(small, some, own.w, { law: normalLaw, curve, starts: begin, steps: 4, bandwidth: 0.15 });
    found.push({ w: all.w, score: meanOf(logLikelihoods(all.mixture, await judged.index(all.w), judged.labels)) });
  }
  return best(found, SAME_BRIEF);
}

/**
 * Distinct directions, each the right way up. Where ε follows z a curve upside down may explain as much; one ε for all rows
 * tells them apart, unless the labels of the largest indexes are wrong: a direction is turned over where that gains more
 * under one ε than it loses under its own.
 */
async function rightWayUp(
  finals: readonly Finding[],
  { train, heldOut, curve }: RobustTrial,
  labels: Labels,
  judge: (w: Float64Array) => Promise<Finding>,
): Promise<Finding[]> {
  const begin = beginnings(labels);
  const other = labelsLike(labels, heldOut.y);
  const plain = async (w: Float64Array): Promise<number> => {
    const z = await train.index(w);
    const bins = indexBins(z);
    const options = { law: normalLaw, curve, rounds: 6, localShares: false };
    const all = begin(bins).map((start) => mixture(bins, labels, start, options));
    const at = all.reduce((a, b) => (b.logLikelihood > a.logLikelihood ? b : a));
    return meanOf(logLikelihoods(at, await heldOut.index(w), other));
  };
  const kept: Finding[] = [];
  for (const found of finals) {
    if (kept.some(({ w }) => Math.abs(dot(w, found.w)) > SAME)) continue;
    const gain = (await plain(scaled(found.w, -1))) - (await plain(found.w));
    const turned = gain > 0 ? await judge(scaled(found.w, -1)) : undefined;
    kept.push(turned && gain > found.score - turned.score ? { ...turned, score: found.score } : found);
  }
  return kept;
}

interface Judged {
  readonly labels: Labels;
  index(w: Float64Array): Promise<Float64Array>;
}

/** The first so many rows. */
async function someOf(rows: Rows, most: number, like: Labels): Promise<Judged> {
  const few = rows.n <= most ? rows : await rows.some(Int32Array.from({ length: most }, (_, i) => i));
  return { labels: labelsLike(like, few.y), index: (w) => few.index(w) };
}
