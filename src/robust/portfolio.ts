/**
 * The robust portfolio for real labels and an unknown monotone link: many starts, two refinements of each on a
 * subsample, the best few under the mixture on all training rows, and the held-out likelihood says who explains most.
 * What the best one gives up may have an explanation of its own: a rival.
 */
import { meanOf } from "../math/mean.ts";
import { beginnings } from "./beginnings.ts";
import { withSecondCause } from "./believedCause.ts";
import { brieflyRefined, briefOver } from "./briefly.ts";
import type { Explanation } from "./explanation.ts";
import { judgeOf, rightWayUp, withCappedEnds } from "./finalists.ts";
import { bestDistinct, byScore, type Finding } from "./finding.ts";
import { heldOutScore } from "./heldOutScore.ts";
import { type Labels, labelsLike, labelsOf } from "./labels.ts";
import { normalLaw, studentT2 } from "./noiseLaw.ts";
import { rivalsOf } from "./rivals.ts";
import type { RobustTrial } from "./robustTrial.ts";
import { mixtureAt } from "./scoring.ts";
import { secondLooks } from "./secondLooks.ts";
import { settle } from "./settling.ts";

/** Labels along an index. */
export interface Along {
  readonly z: Float64Array;
  readonly y: Float64Array;
}

/** So many go on from brief refinements; the best few of them are also tried with curves that are level beyond a place. */
const [KEPT, CAPPED] = [4, 2];
/** Brief ends whose cosine is above this are one. */
const SAME = 0.98;

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
  const { progress } = trial;
  const brief = await briefOver(trial, labels);
  const judge = judgeOf(trial, labels);
  const ends = await brieflyRefined(trial, brief, (done) => progress?.(0.5 * done));
  const finals: Finding[] = [];
  for (const w of bestDistinct(ends, SAME).slice(0, KEPT)) finals.push(await judge(w));
  finals.sort(byScore);
  progress?.(0.8);
  const looks = await secondLooks(trial, labels, brief, finals[0].mixture);
  for (const w of bestDistinct(looks, SAME)) finals.push(await judge(w));
  finals.sort(byScore);
  for (const [k, found] of finals.slice(0, CAPPED).entries()) finals[k] = await withCappedEnds(found, trial, labels);
  finals.sort(byScore);
  progress?.(0.95);
  return rightWayUp(finals, trial, labels, judge);
}
