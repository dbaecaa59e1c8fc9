/** The rows of a design made ready to learn from: packed, split, subsampled, and whitened at any ridge. */
import type { Design } from "../data/design.ts";
import { gathered } from "../data/rows.ts";
import { nested, rowsOf, type Split, subsample } from "../data/split.ts";
import type { RandomStream } from "../math/random.ts";
import type { Bench, Knowledge } from "../method/judge.ts";
import type { Trial } from "../method/trial.ts";
import { type Whitening, whiten, whiteningMoments } from "../method/whiten.ts";
import type { MomentsSums, Pass } from "../pass/pass.ts";
import { type Scaling, scalingOf } from "../pass/scaling.ts";
import type { Store } from "../pass/store.ts";

/** Starts are found on so many rows, or 10 a feature. */
const START_ROWS = 8000;
/**
 * Directions are judged on so many held-out rows, their losses then differ by less than what matters, and by curves of
 * so many training rows: all are judged by curves that are as rough.
 */
const JUDGE_ROWS = 30_000;
const CURVE_ROWS = 12_000;

/** Packs rows so that passes can be made over them. @param order which rows of the design, and in which order */
export type Open = (design: Design, scaling: Scaling, order?: Int32Array) => Promise<Store>;

export interface Ground {
  readonly scaling: Scaling;
  readonly train: Pass;
  readonly small: Pass;
  readonly bench: Bench;
  /** Moments of the training rows, for whitening. */
  readonly moments: MomentsSums;
  readonly sortedLabels: Float64Array;
  readonly stream: RandomStream;
  readonly centered: boolean;
  readonly signal?: AbortSignal;
}

export async function groundOf(
  design: Design,
  { fit, heldOut }: Split,
  stream: RandomStream,
  open: Open,
  signal?: AbortSignal,
  centered = true,
): Promise<Ground> {
  const startRows = Math.max(START_ROWS, 10 * design.d);
  const curveRows = Math.max(CURVE_ROWS, startRows);
  const training = rowsOf(design, gathered(fit, nested(fit.length, [startRows, curveRows], stream)));
  const scaling = scalingOf(training, centered);
  const store = await open(training, scaling);
  const first = (rows: number): Pass => store.pass(Math.min(rows, training.n));
  const [train, small] = [first(training.n), first(startRows)];
  const judging = await open(few(rowsOf(design, heldOut), JUDGE_ROWS, stream), scaling);
  const bench = { train: first(curveRows), heldOut: judging.pass() };
  const moments = await whiteningMoments(train);
  return {
    scaling,
    train,
    small,
    bench,
    moments,
    sortedLabels: training.y.slice(0, small.rows).sort(),
    stream,
    centered,
    ...(signal && { signal }),
  };
}

/** So many rows of a design, drawn at random; all where it has no more. */
export function few(design: Design, size: number, stream: RandomStream): Design {
  return design.n <= size ? design : rowsOf(design, subsample(design.n, size, stream));
}

export function whiteningAt({ moments, train, centered }: Ground, ridge: number): Whitening {
  return whiten(moments, train.features, ridge, centered);
}

/** A trial on this ground. */
export function trialOn(
  ground: Ground,
  whitening: Whitening,
  knowledge: Knowledge,
  progress?: (done: number) => void,
): Trial {
  const { train, small, bench, sortedLabels, stream, signal } = ground;
  return {
    train,
    small,
    bench,
    sortedLabels,
    stream,
    whitening,
    knowledge,
    ...(signal && { signal }),
    ...(progress && { progress }),
  };
}
