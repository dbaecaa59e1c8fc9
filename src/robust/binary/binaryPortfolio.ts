/**
 * The robust portfolio for 0/1 labels. Logistic regression is what others must displace, by evidence: a floor and a
 * ceiling (mislabeling) by what they add to the likelihood, other curves and a gate by rows held out.
 */
import { exp, ln } from "../../math/elementary.ts";
import { dot, scaled, unit } from "../../math/vectors.ts";
import { interpolated } from "../indexBins.ts";
import type { RobustTrial } from "../portfolio.ts";
import type { Rows } from "../rows.ts";
import { distinct } from "../starts.ts";
import { type BernoulliCurve, bernoulliCurve, type CurveShape, logLikelihoods, meanOf } from "./bernoulliCurve.ts";
import { scoredDirection, veiledCurve } from "./bernoulliScoring.ts";
import { binaryStarts } from "./binaryStarts.ts";
import { type FloorCeiling, flipped, floorCeiling } from "./floorCeiling.ts";
import { gated, gateFrom, gateOn, takenOver, veilOf } from "./gate.ts";

export type BinaryKind = "logistic" | "floor and ceiling" | "monotone" | "free" | "gate";

/** A direction, its curve, and each label's posterior of being corrupted where the model has one. */
export interface BinaryFit {
  readonly w: Float64Array;
  readonly curve: BernoulliCurve;
  readonly corrupted?: Float64Array;
}

export interface BinaryExplanation {
  readonly kind: BinaryKind;
  readonly w: Float64Array;
  /** The log-likelihood of each held-out row, and their mean. */
  readonly scores: Float64Array;
  readonly score: number;
  /** The direction that decides where labels are taken over. */
  readonly gate?: Float64Array;
  /** The same explanation on other rows. */
  settle(rows: Rows): Promise<BinaryFit>;
}

type BinaryTrial = Omit<RobustTrial, "curve">;

/** Ridges of the logistic fits, and the second one where columns are many for the rows. */
const [RIDGE, MORE_RIDGE, MANY] = [1e-4, 1e-2, 0.05];
/** The best explanation first. */
export async function binaryPortfolio(trial: BinaryTrial): Promise<BinaryExplanation[]> {
  const { train, small, candidates, progress } = trial;
  const chow = await train.sum(train.y.map(centeredBy(meanOf(train.y))));
  const upward = (w: Float64Array): Float64Array => (dot(w, chow) < 0 ? scaled(w, -1) : w);
  const ridges = train.d > MANY * train.n ? [RIDGE, MORE_RIDGE] : [RIDGE];
  const plain: Logistic[] = [];
  for (const ridge of ridges) for (const flips of [false, true]) plain.push(await logisticFit(trial, flips, ridge));
  progress?.(0.2);

  const brief: Curved[] = [];
  for (const start of await binaryStarts(small, [...plain.map(({ w }) => w), ...candidates])) {
    for (const shape of ["monotone", "free"] as const) {
      const w = await scoredDirection(small, start, { shape, steps: 5, bandwidths: [0.5, 0.15] });
      brief.push(await curved(trial, shape, upward(w)));
    }
  }
  progress?.(0.4);
  const settled = settledBandwidth(train.n);
  const curves: Curved[] = [];
  for (const shape of ["monotone", "free"] as const) {
    const own = brief.filter((found) => found.shape === shape);
    for (const start of best(shape === "monotone" ? [...own, ...plain] : own, 0.985).slice(0, 2)) {
      const w = await scoredDirection(train, start, { shape, steps: 8, bandwidths: [0.3, settled] });
      curves.push(await curved(trial, shape, upward(w)));
    }
  }
  const rising = brief.filter(({ shape }) => shape === "monotone");
  for (const start of best(rising, 0.97).slice(0, 2))
    plain.push(await logisticFit(trial, true, RIDGE, scaled(start, SLOPE)));
  progress?.(0.6);

  let chosen = likeliest(plain);
  for (const [shape, sure] of [
    ["monotone", 1],
    ["free", 2.5],
  ] as const) {
    for (const found of curves) if (found.shape === shape && beats(found.scores, chosen.scores, sure)) chosen = found;
  }
  const others = [...plain, ...curves].filter((other) => other !== chosen).sort((a, b) => b.score - a.score);
  const gate = await gateOver(trial, plain);
  progress?.(1);
  return gate.evidence > 0 && beats(gate.scores, chosen.scores, 1)
    ? [gate, chosen, ...others]
    : [chosen, ...others, gate];
}

/** w of a slope that is not small, from a direction. */
const SLOPE = 3;
const GATE_STEPS = 20;
/** A gate has so many parameters more than logistic regression, and a direction. */
const MORE = 5;

interface Logistic extends BinaryExplanation {
  readonly flips: boolean;
  readonly fitted: FloorCeiling;
}

interface Gated extends BinaryExplanation {
  /** What it adds to the best logistic likelihood beyond what its parameters cost (Schwarz1978). */
  readonly evidence: number;
}

interface Curved extends BinaryExplanation {
  readonly shape: CurveShape;
}

async function logisticFit(trial: BinaryTrial, flips: boolean, ridge: number, start?: Float64Array): Promise<Logistic> {
  const from = start && { w: start, offset: 0, floor: 0, ceiling: 0 };
  const fitted = await floorCeiling(trial.train, { flips, ridge, ...(from && { from }) });
  const w = unit(fitted.w);
  return {
    kind: flips ? "floor and ceiling" : "logistic",
    w,
    ...(await heldOut(trial, w, "monotone")),
    flips,
    fitted,
    async settle(rows) {
      const again = await floorCeiling(rows, { flips, ridge, from: fitted });
      const w = unit(again.w);
      const curve = bernoulliCurve(await rows.index(w), rows.y, "monotone");
      return { w, curve, ...(flips && { corrupted: await flipped(rows, again) }) };
    },
  };
}

async function curved(trial: BinaryTrial, shape: CurveShape, w: Float64Array): Promise<Curved> {
  return {
    kind: shape,
    w,
    ...(await heldOut(trial, w, shape)),
    shape,
    async settle(rows) {
      const least = settledBandwidth(rows.n);
      const again = await scoredDirection(rows, w, { shape, steps: 5, bandwidths: [1.2 * least, least] });
      const upward = dot(again, w) < 0 ? scaled(again, -1) : again;
      return { w: upward, curve: bernoulliCurve(await rows.index(upward), rows.y, shape) };
    },
  };
}

/** A gate, its index refined behind it with a curve that only rises. */
async function gateOver(trial: BinaryTrial, plain: readonly Logistic[]): Promise<Gated> {
  const [{ fitted }] = plain;
  const best = plain.reduce((top, fit) => Math.max(top, fit.fitted.logLikelihood), -Infinity);
  const { train, small, heldOut: other, stream } = trial;
  const gate = await gateFrom(train, await gateOn(small, fitted.w, fitted.offset, stream), GATE_STEPS);
  const scores = logLikelihoods(await gated(other, gate), other.y);
  return {
    kind: "gate",
    w: unit(gate.w),
    gate: gate.v,
    evidence: gate.logLikelihood - best - 0.5 * (train.d + MORE) * ln(train.n),
    scores,
    score: meanOf(scores),
    async settle(rows) {
      const again = await gateFrom(rows, gate, GATE_STEPS);
      const least = settledBandwidth(rows.n);
      const veil = await veilOf(rows, again);
      const w = await scoredDirection(rows, unit(again.w), {
        shape: "monotone",
        steps: 5,
        bandwidths: [1.2 * least, least],
        veil,
      });
      return { w, curve: veiledCurve(await rows.index(w), rows.y, veil), corrupted: await takenOver(rows, again) };
    },
  };
}

/** A direction's curve on the training rows, judged on the held-out ones. */
async function heldOut({ train, heldOut: other }: BinaryTrial, w: Float64Array, shape: CurveShape) {
  const { bins, u } = bernoulliCurve(await train.index(w), train.y, shape);
  const scores = logLikelihoods(interpolated(bins.centers, u, await other.index(w)), other.y);
  return { scores, score: meanOf(scores) };
}

/** Plain logistic regression unless a floor and a ceiling add this much to the log-likelihood. */
const ENOUGH = 3;

function likeliest(plain: readonly Logistic[]): BinaryExplanation {
  const top = (flips: boolean): Logistic =>
    plain
      .filter((fit) => fit.flips === flips)
      .reduce((a, b) => ((flips ? b.fitted.logLikelihood > a.fitted.logLikelihood : b.score > a.score) ? b : a));
  const [logistic, flipping] = [top(false), top(true)];
  return flipping.fitted.logLikelihood > logistic.fitted.logLikelihood + ENOUGH ? flipping : logistic;
}

/** Whether held-out rows gain, by so many standard errors. */
function beats(a: Float64Array, b: Float64Array, sure: number): boolean {
  const gains = a.map((value, i) => value - b[i]);
  const gain = meanOf(gains);
  const error = Math.sqrt(meanOf(gains.map((value) => (value - gain) * (value - gain))) / gains.length);
  return gain > Math.max(sure * error, 1e-4);
}

const best = (all: readonly BinaryExplanation[], same: number): Float64Array[] =>
  distinct(
    [...all].sort((a, b) => b.score - a.score).map(({ w }) => w),
    same,
  );

/** 2 n^{−1/3}: the least bandwidth of slopes that so many labels tell. */
const settledBandwidth = (n: number): number => Math.min(Math.max(2 * exp(-ln(n) / 3), 0.05), 0.2);

const centeredBy = (mean: number) => (value: number) => value - mean;
