/**
 * What a second direction v may decide besides the index: how noisy a row is, its relative scale exp(g₁(z) + g₂(v·x̃)),
 * or how likely its label is corrupted, by log-odds g(v·x̃). v comes from the eigenvectors of E[(a − ā)(x̃x̃ᵀ − I)] and
 * from E[(a − ā)x̃], with a = ln|r| or 1 − p, and is refined with a free curve. Accepted only where the held-out rows
 * gain by it clearly.
 */
import { ln } from "../math/elementary.ts";
import { endsOfSpectrum } from "../math/lanczos.ts";
import { argsort } from "../math/sort.ts";
import { unit } from "../math/vectors.ts";
import { type Along, type CauseLaw, causesOf } from "./causeLaw.ts";
import { freeDirection, smoothCurve } from "./freeCurve.ts";
import { indexBins, interpolated } from "./indexBins.ts";
import { labelsOf } from "./labels.ts";
import type { Mixture, RowCauses } from "./mixture.ts";
import type { Rows } from "./rows.ts";

/** A second cause. */
export interface SecondCause {
  readonly law: CauseLaw;
  /** The same, told anew by a mixture of direction w, from where it stands. */
  again(rows: Rows, w: Float64Array, told: Mixture): Promise<SecondCause>;
}

/** What a cause makes of rows. */
export async function causesAt(rows: Rows, law: CauseLaw): Promise<RowCauses> {
  const indices: Float64Array[] = [];
  for (const { w } of law.parts) indices.push(await rows.index(w));
  return causesOf(law, indices, rows.y);
}

const BINS = 24;
const [BANDWIDTH, PRIOR] = [0.25, 20];
/** Who is corrupted may change within little of a direction: a decoy takes all rows beyond a place. */
const ODDS = { bins: 60, bandwidth: 0.08, prior: 5 };
/** The curve that corrupted labels follow, and their noise at the least. */
const FOLLOWED = { bins: 60, bandwidth: 0.1, prior: 2 };
const LEAST_NOISE = 0.01;
/** E ln|r| of a smoothed curve says a little too little. */
const STRETCH = 1.15;
const FREE = { steps: 5, bandwidth: 0.5, least: 0.2, bins: BINS };

/** Noise whose scale varies along the index and along one more direction. @param w the mixture's direction */
export async function noiseCause(
  rows: Rows,
  w: Float64Array,
  { residuals, s, sure }: Mixture,
  start?: Float64Array,
): Promise<SecondCause> {
  const log = residuals.map((r) => Math.min(ln(Math.abs(r) / s + 0.1), ln(20)));
  const first = await along(rows, w, log, sure);
  const z = await rows.index(w);
  const fitted = interpolated(first.centers, first.values, z);
  const level = weightedMean(fitted, sure);
  const rest = log.map((value, i) => value - fitted[i]);
  const second = await variesAlong(rows, rest, sure, start && [start]);
  const parts: Along[] = [
    { ...first, values: first.values.map((value) => STRETCH * (value - level)) },
    { ...second, values: second.values.map((value) => STRETCH * value) },
  ];
  return {
    law: { changes: "spread", parts },
    again: (others, direction, told) => noiseCause(others, direction, told, second.w),
  };
}

/**
 * Contamination whose odds vary along one more direction, and whose labels may follow that direction as a decoy's do.
 *
 * @param candidates directions it may be; searched for if left out
 */
export async function contaminationCause(
  rows: Rows,
  { sure }: Pick<Mixture, "sure">,
  candidates?: readonly Float64Array[],
): Promise<SecondCause> {
  const givenUp = sure.map((p) => 1 - p);
  const all = new Float64Array(rows.n).fill(1);
  const { w } = await variesAlong(rows, givenUp, all, candidates);
  const { centers, values } = await along(rows, w, givenUp, all, ODDS);
  const odds = (share: number): number => {
    const p = Math.min(Math.max(share, 0.005), 0.995);
    return p / (1 - p);
  };
  const overall = odds(weightedMean(givenUp, undefined));
  const { outliers: broad, leastNoise } = labelsOf(rows.y);
  const theirs = await along(rows, w, rows.y, givenUp, FOLLOWED);
  const off = deviationFrom(interpolated(theirs.centers, theirs.values, await rows.index(w)), rows.y, givenUp);
  const noise = Math.max(off, LEAST_NOISE * broad.spread, leastNoise);
  const factors = values.map((value) => ln(odds(value) / overall));
  return {
    law: { changes: "odds", parts: [{ w, centers, values: factors }], follows: { ...theirs, noise, broad } },
    again: (others, _, told) => contaminationCause(others, told, [w]),
  };
}

/** The direction along which a varies most, and how. */
export async function variesAlong(
  rows: Rows,
  a: Float64Array,
  weights: Float64Array,
  candidates?: readonly Float64Array[],
): Promise<Along> {
  const starts = candidates ?? (await startsFor(rows, a, weights));
  let best: { readonly loss: number; readonly along: Along } | undefined;
  for (const start of starts) {
    const w = await freeDirection(rows, a, start, { ...FREE, weights });
    const found = await along(rows, w, a, weights);
    const fitted = interpolated(found.centers, found.values, await rows.index(w));
    const loss = a.reduce((sum, value, i) => sum + weights[i] * (value - fitted[i]) * (value - fitted[i]), 0);
    if (best === undefined || loss < best.loss) best = { loss, along: found };
  }
  return (best as { readonly along: Along }).along;
}

/** Both ends of the spectrum of E[(a − ā)(x̃x̃ᵀ − I)], and E[(a − ā)x̃]. */
async function startsFor(
  { d, sum, momentsTimes }: Rows,
  a: Float64Array,
  weights: Float64Array,
): Promise<Float64Array[]> {
  const mean = weightedMean(a, weights);
  const total = weights.reduce((mass, value) => mass + value, 0);
  const coefficients = a.map((value, i) => (weights[i] * (value - mean)) / total);
  const { vectors } = await endsOfSpectrum((v) => momentsTimes(coefficients, v), d);
  return [vectors[0], vectors[vectors.length - 1], unit(await sum(coefficients))];
}

async function along(
  rows: Rows,
  w: Float64Array,
  a: Float64Array,
  weights: Float64Array,
  { bins: most, bandwidth, prior } = { bins: BINS, bandwidth: BANDWIDTH, prior: PRIOR },
): Promise<Along> {
  const bins = indexBins(await rows.index(w), most);
  return { w, centers: bins.centers, values: smoothCurve(bins, a, bandwidth, weights, prior) };
}

/** The deviation of most labels from a curve: by the weighted median of what they are off. */
function deviationFrom(curve: Float64Array, y: Float64Array, weights: Float64Array): number {
  const off = y.map((value, i) => Math.abs(value - curve[i]));
  const order = argsort(off);
  const half = weights.reduce((sum, value) => sum + value, 0) / 2;
  let sum = 0;
  let median = 0;
  for (const i of order) {
    median = off[i];
    sum += weights[i];
    if (sum >= half) break;
  }
  return median / 0.6745;
}

function weightedMean(values: Float64Array, weights: Float64Array | undefined): number {
  let [sum, mass] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const weight = weights === undefined ? 1 : weights[i];
    sum += weight * values[i];
    mass += weight;
  }
  return sum / Math.max(mass, 1e-9);
}
