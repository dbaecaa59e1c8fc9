/**
 * An explanation settled on other rows: scoring goes on where it ended, and a second cause is told anew by what was
 * settled with it. Of very many rows some tell curve, noise and contamination; all of them tell the direction, in the one
 * step that is as good as many once it starts within 1/√n of the answer (LeCam1956).
 */
import { beginnings } from "./beginnings.ts";
import type { Settled } from "./explanation.ts";
import { seen } from "./heldOutScore.ts";
import { type Labels, labelsLike, labelsOf } from "./labels.ts";
import type { CurveRule, RowCauses } from "./mixture.ts";
import type { NoiseLaw } from "./noiseLaw.ts";
import type { Rows } from "./rows.ts";
import { rowTrust } from "./rowTrust.ts";
import { type Explained, score, scoresOf } from "./scoring.ts";
import { scoringStep } from "./scoringStep.ts";
import { causesAt, type SecondCause } from "./secondCause.ts";
import { shareInterval } from "./shareInterval.ts";

const STEPS = { steps: 5, bandwidth: 0.08 };
/** Times that a second cause is told anew, and where it is settled already. */
const [ROUNDS, ROUNDS_AGAIN] = [3, 1];
/** So many rows, or so many a feature, tell all but the last digits of the direction. */
const [ENOUGH_ROWS, ROWS_A_FEATURE] = [50_000, 300];

export interface ToSettle extends Explained {
  readonly law: NoiseLaw;
  readonly cause?: SecondCause;
}

export interface SettleBy {
  readonly curve: CurveRule;
  /** The share of corrupted labels, where it is told. */
  readonly share?: number;
}

export async function settle(rows: Rows, found: ToSettle, by: SettleBy, rounds = ROUNDS): Promise<Settled> {
  const enough = Math.max(ENOUGH_ROWS, ROWS_A_FEATURE * rows.d);
  const some = rows.n > enough ? await rows.some(Int32Array.from({ length: enough }, (_, i) => i)) : rows;
  const labels = labelsOf(some.y, by.share);
  const { w: near, mixture: at, causes, told } = await scored(some, labels, found, by.curve, rounds);
  const cause = told?.law;
  const seenIn = async (others: Rows, w: Float64Array) => {
    const theirs = cause && (await causesAt(others, cause));
    const z = await others.index(w);
    return { z, theirs, ...seen(at, z, labelsLike(labels, others.y), theirs) };
  };
  const trustIn = async (others: Rows, w: Float64Array) => {
    const { theirs, ...byRow } = await seenIn(others, w);
    return rowTrust(at, byRow, theirs);
  };
  let w = near;
  if (some !== rows) {
    const { z, theirs, ...byRow } = await seenIn(rows, near);
    ({ w } = await scoringStep(rows, near, at.bins, scoresOf(z, at, byRow, STEPS.bandwidth, theirs ?? {})));
  }
  return {
    w,
    trust: some === rows ? rowTrust(at, at, causes) : await trustIn(rows, w),
    law: { mixture: at, labels, share: shareInterval(at, labels, causes), ...(cause && { cause }) },
    trustOf: (others) => trustIn(others, w),
    again: (others) =>
      settle(others, { w, mixture: at, law: found.law, ...(told && { cause: told }) }, by, ROUNDS_AGAIN),
  };
}

interface Scored extends Explained {
  readonly causes?: RowCauses;
  readonly told?: SecondCause;
}

/** Scoring steps on rows, in rounds where a second cause is told by them. */
async function scored(
  rows: Rows,
  labels: Labels,
  { w, mixture, law, cause: first }: ToSettle,
  curve: CurveRule,
  rounds: number,
): Promise<Scored> {
  const starts = beginnings(labels);
  let now: Explained = { w, mixture };
  let told = first;
  let causes: RowCauses | undefined;
  for (let round = 0; round < (first === undefined ? 1 : rounds); round++) {
    if (round > 0) told = await told?.again(rows, now.w, now.mixture);
    causes = told && (await causesAt(rows, told.law));
    const options = { law, curve, starts, from: now.mixture, ...STEPS, ...causes };
    now = await score(rows, labels, now.w, options);
  }
  return { ...now, ...(causes && { causes }), ...(told && { told }) };
}
