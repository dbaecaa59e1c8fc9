/** The last rounds of the portfolio: directions refined on all training rows, each at its best and the right way up. */
import { meanOf } from "../math/mean.ts";
import { dot, scaled } from "../math/vectors.ts";
import { beginnings } from "./beginnings.ts";
import { cappedStarts } from "./cappedStarts.ts";
import { better, type Finding } from "./finding.ts";
import { heldOutScore, logLikelihoods } from "./heldOutScore.ts";
import { type IndexBins, indexBins } from "./indexBins.ts";
import { type Labels, labelsLike } from "./labels.ts";
import { type Mixture, mixture } from "./mixture.ts";
import { type NoiseLaw, normalLaw, studentT2 } from "./noiseLaw.ts";
import type { RobustTrial } from "./robustTrial.ts";
import { mixtureAt, mixturesAt, score } from "./scoring.ts";

/** Finalists whose cosine is above this are one. */
const SAME = 0.985;

/** Refines a direction on all training rows and scores it on the held-out ones, under the law that explains them best. */
export function judgeOf({ train, heldOut, curve }: RobustTrial, labels: Labels): (w: Float64Array) => Promise<Finding> {
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
export async function withCappedEnds(
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

/**
 * Distinct directions, each the right way up. Where ε follows z a curve upside down may explain as much; one ε for all rows
 * tells them apart, unless the labels of the largest indexes are wrong: a direction is turned over where that gains more
 * under one ε than it loses under its own.
 */
export async function rightWayUp(
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
