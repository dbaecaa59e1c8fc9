/**
 * The robust portfolio for 0/1 labels. Logistic regression is what others must displace, by evidence: a floor and a
 * ceiling (mislabeling) by what they add to the likelihood, other curves by rows held out, a gate by both.
 */

import { meanOf } from "../../math/mean.ts";
import { dot, scaled } from "../../math/vectors.ts";

import { scoredDirection } from "./bernoulliScoring.ts";
import { binaryStarts } from "./binaryStarts.ts";
import {
  type BinaryExplanation,
  type BinaryTrial,
  curved,
  gateOver,
  type Logistic,
  logisticFit,
  settledBandwidth,
} from "./explanations.ts";

/** Ridges of the logistic fits, and the second one where columns are many for the rows. */
const [RIDGE, MORE_RIDGE, MANY] = [1e-4, 1e-2, 0.05];
/** The length of w of a slope that is not small. */
const SLOPE = 3;
/** Standard errors by which held-out rows must gain. */
const [RISING_SURE, FREE_SURE, GATE_SURE] = [2, 2.5, 1];

/** The best explanation first. */
export async function binaryPortfolio(trial: BinaryTrial): Promise<BinaryExplanation[]> {
  const { train, small, candidates, progress } = trial;
  const plain: Logistic[] = [];
  for (const ridge of train.d > MANY * train.n ? [RIDGE, MORE_RIDGE] : [RIDGE]) {
    for (const flips of [false, true]) plain.push(await logisticFit(trial, { flips, ridge }));
  }
  progress?.(0.2);

  const middle = meanOf(train.y);
  const chow = await train.sum(train.y.map((label) => label - middle));
  const upward = (w: Float64Array): Float64Array => (dot(w, chow) < 0 ? scaled(w, -1) : w);
  const brief = { monotone: [] as BinaryExplanation[], free: [] as BinaryExplanation[] };
  const shapes = ["monotone", "free"] as const;
  for (const start of await binaryStarts(small, [...plain.map(({ w }) => w), ...candidates])) {
    for (const shape of shapes) {
      const w = await scoredDirection(small, start, { shape, steps: 4, bandwidths: [0.5, 0.15] });
      brief[shape].push(await curved(trial, shape, upward(w)));
    }
  }
  progress?.(0.4);

  const refined = async (shape: (typeof shapes)[number], start: BinaryExplanation): Promise<BinaryExplanation> => {
    const bandwidths = [0.3, settledBandwidth(train.n)] as const;
    return curved(trial, shape, upward(await scoredDirection(train, start.w, { shape, steps: 8, bandwidths })));
  };
  const rising = await refined("monotone", top([...brief.monotone, ...plain]));
  const free = await refined("free", top(brief.free));
  // Mislabeling has more than one optimum: once more from the direction of a rising curve.
  const w = scaled(top(brief.monotone).w, SLOPE);
  plain.push(await logisticFit(trial, { flips: true, ridge: RIDGE, from: { w, offset: 0, floor: 0, ceiling: 0 } }));
  progress?.(0.6);

  let chosen = likeliest(plain);
  if (beats(rising.scores, chosen.scores, RISING_SURE)) chosen = rising;
  if (beats(free.scores, chosen.scores, FREE_SURE)) chosen = free;
  const gate = await gateOver(trial, plain);
  progress?.(1);
  const others = [...plain, rising, free].filter((other) => other !== chosen).sort((a, b) => b.score - a.score);
  if (gate === undefined) return [chosen, ...others];
  return gate.evidence > 0 && beats(gate.scores, chosen.scores, GATE_SURE)
    ? [gate, chosen, ...others]
    : [chosen, ...others, gate];
}

const top = (all: readonly BinaryExplanation[]): BinaryExplanation => all.reduce((a, b) => (b.score > a.score ? b : a));

/** Plain logistic regression unless a floor and a ceiling add this much to the log-likelihood. */
const ENOUGH = 3;

function likeliest(plain: readonly Logistic[]): BinaryExplanation {
  const logistic = top(plain.filter(({ kind }) => kind === "logistic")) as Logistic;
  const flipping = plain
    .filter(({ kind }) => kind === "floor and ceiling")
    .reduce((a, b) => (b.fitted.logLikelihood > a.fitted.logLikelihood ? b : a));
  return flipping.fitted.logLikelihood > logistic.fitted.logLikelihood + ENOUGH ? flipping : logistic;
}

/** Whether held-out rows gain, by so many standard errors. */
function beats(a: Float64Array, b: Float64Array, sure: number): boolean {
  const gains = a.map((value, i) => value - b[i]);
  const gain = meanOf(gains);
  const error = Math.sqrt(meanOf(gains.map((value) => (value - gain) * (value - gain))) / gains.length);
  return gain > Math.max(sure * error, 1e-4);
}
