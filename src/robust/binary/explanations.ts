/**
 * What 0/1 labels may be explained by, fitted to the training rows and judged on the held-out ones: logistic regression
 * with or without a floor and a ceiling, a curve that only rises or one that is free, a gate.
 */
import { exp, ln } from "../../math/elementary.ts";
import { meanOf } from "../../math/mean.ts";
import { dot, scaled, unit } from "../../math/vectors.ts";
import { interpolated } from "../indexBins.ts";
import type { RobustTrial } from "../robustTrial.ts";
import type { Rows } from "../rows.ts";
import { type BernoulliCurve, bernoulliCurve, type CurveShape, logLikelihoods } from "./bernoulliCurve.ts";
import { scoredDirection, veiledCurve } from "./bernoulliScoring.ts";
import type { WrongClasses } from "./classLaw.ts";
import { type FloorCeiling, type FloorCeilingOptions, flips, floorCeiling } from "./floorCeiling.ts";
import { gated, gateFrom, gateOn, takesOver, veilOf } from "./gate.ts";

export type BinaryTrial = Omit<RobustTrial, "curve">;

export type BinaryKind = "logistic" | "floor and ceiling" | "monotone" | "free" | "gate";

/** A direction, its curve, and which labels are wrong where the explanation tells. */
export interface BinaryFit {
  readonly w: Float64Array;
  readonly curve: BernoulliCurve;
  readonly wrong?: WrongClasses;
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

export interface Logistic extends BinaryExplanation {
  readonly kind: "logistic" | "floor and ceiling";
  readonly fitted: FloorCeiling;
}

export interface Gated extends BinaryExplanation {
  /** What it adds to the best logistic likelihood beyond what its parameters cost (Schwarz1978). */
  readonly evidence: number;
}

/** First on few rows. */
export async function logisticFit(trial: BinaryTrial, options: FloorCeilingOptions): Promise<Logistic> {
  const { train, small } = trial;
  const few = await floorCeiling(small, options);
  const fitted = small.n < train.n ? await floorCeiling(train, { ...options, from: few }) : few;
  const w = unit(fitted.w);
  return {
    kind: options.flips ? "floor and ceiling" : "logistic",
    w,
    ...(await heldOut(trial, w, "monotone")),
    fitted,
    async settle(rows) {
      const again = await floorCeiling(rows, { ...options, from: fitted });
      const w = unit(again.w);
      const curve = bernoulliCurve(await rows.index(w), rows.y, "monotone");
      return { w, curve, ...(options.flips && { wrong: flips(again) }) };
    },
  };
}

export async function curved(trial: BinaryTrial, shape: CurveShape, w: Float64Array): Promise<BinaryExplanation> {
  return {
    kind: shape,
    w,
    ...(await heldOut(trial, w, shape)),
    async settle(rows) {
      const least = settledBandwidth(rows.n);
      const again = await scoredDirection(rows, w, { shape, steps: 5, bandwidths: [1.2 * least, least] });
      const upward = dot(again, w) < 0 ? scaled(again, -1) : again;
      return { w: upward, curve: bernoulliCurve(await rows.index(upward), rows.y, shape) };
    },
  };
}

const GATE_STEPS = 20;
/** A gate has so many parameters more than logistic regression, and a direction. */
const MORE = 5;
/** It is looked for where each of its parameters has so many rows. */
const ROWS_EACH = 10;

/** A gate, its index refined behind it with a curve that only rises. */
export async function gateOver(trial: BinaryTrial, plain: readonly Logistic[]): Promise<Gated | undefined> {
  const { train, small, heldOut: other, stream } = trial;
  if (small.n < ROWS_EACH * (2 * train.d + MORE + 1)) return undefined;
  const [{ fitted }] = plain;
  const best = plain.reduce((top, fit) => Math.max(top, fit.fitted.logLikelihood), -Infinity);
  const evidenceOf = (logLikelihood: number): number => logLikelihood - best - 0.5 * (train.d + MORE) * ln(train.n);
  const brief = await gateOn(small, fitted.w, fitted.offset, stream);
  // What the few rows promise for all of them, less what so many parameters gain on any labels.
  const promise = ((brief.logLikelihood - (train.d + MORE)) * train.n) / small.n;
  const isHopeless = small.n < train.n && evidenceOf(promise) < 0;
  const gate = isHopeless ? brief : await gateFrom(train, brief, GATE_STEPS);
  const scores = logLikelihoods(await gated(other, gate), other.y);
  return {
    kind: "gate",
    w: unit(gate.w),
    gate: gate.v,
    evidence: isHopeless ? -Infinity : evidenceOf(gate.logLikelihood),
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
      return { w, curve: veiledCurve(await rows.index(w), rows.y, veil), wrong: takesOver(again) };
    },
  };
}

/** A direction's curve on the training rows, judged on the held-out ones. */
async function heldOut({ train, heldOut: other }: BinaryTrial, w: Float64Array, shape: CurveShape) {
  const { bins, u } = bernoulliCurve(await train.index(w), train.y, shape);
  const scores = logLikelihoods(interpolated(bins.centers, u, await other.index(w)), other.y);
  return { scores, score: meanOf(scores) };
}

/** 2 n^{−1/3}: the least bandwidth of slopes that so many labels tell. */
export const settledBandwidth = (n: number): number => Math.min(Math.max(2 * exp(-ln(n) / 3), 0.05), 0.2);
