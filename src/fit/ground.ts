/** The rows of a design made ready to learn from: packed, split, subsampled, and whitened at any ridge. */
import type { Design } from "../data/design.ts";
import { rowsOf, type Split, subsample } from "../data/split.ts";
import type { RandomStream } from "../math/random.ts";
import type { Bench, Knowledge } from "../method/judge.ts";
import type { Trial } from "../method/trial.ts";
import { type Whitening, whiten, whiteningMoments } from "../method/whiten.ts";
import { memoryPass } from "../pass/memory.ts";
import type { MomentsSums, Pass } from "../pass/pass.ts";
import { type Scaling, scalingOf } from "../pass/scaling.ts";

/** Starts are found on so many rows, or 10 a feature. */
const START_ROWS = 8000;
/** Directions are judged on so many rows of each side: their losses then differ by less than what matters. */
const JUDGE_ROWS = 30_000;

export interface Ground {
  readonly scaling: Scaling;
  readonly train: Pass;
  readonly small: Pass;
  readonly bench: Bench;
  /** Moments of the training rows, for whitening. */
  readonly moments: MomentsSums;
  readonly sortedLabels: Float64Array;
  readonly stream: RandomStream;
  readonly signal?: AbortSignal;
}

export async function groundOf(
  design: Design,
  { fit, heldOut }: Split,
  stream: RandomStream,
  signal?: AbortSignal,
  centered = true,
): Promise<Ground> {
  const trainRows = rowsOf(design, fit);
  const scaling = scalingOf(trainRows, centered);
  const pass = (rows: Design): Pass => memoryPass(rows, scaling, signal);
  const train = pass(trainRows);
  const few = (rows: Design, size: number, whole: Pass): { pass: Pass; y: Float64Array } => {
    if (rows.n <= size) return { pass: whole, y: rows.y };
    const sampled = rowsOf(rows, subsample(rows.n, size, stream));
    return { pass: pass(sampled), y: sampled.y };
  };
  const small = few(trainRows, Math.max(START_ROWS, 10 * design.d), train);
  const heldOutRows = rowsOf(design, heldOut);
  const bench = {
    train: few(trainRows, JUDGE_ROWS, train).pass,
    heldOut:
      heldOutRows.n <= JUDGE_ROWS
        ? pass(heldOutRows)
        : pass(rowsOf(heldOutRows, subsample(heldOutRows.n, JUDGE_ROWS, stream))),
  };
  const moments = await whiteningMoments(train);
  return {
    scaling,
    train,
    small: small.pass,
    bench,
    moments,
    sortedLabels: small.y.slice().sort(),
    stream,
    ...(signal && { signal }),
  };
}

export function whiteningAt({ moments, train }: Ground, ridge: number): Whitening {
  return whiten(moments, train.features, ridge);
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
