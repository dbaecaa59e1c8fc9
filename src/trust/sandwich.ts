/**
 * Intervals of weights and effects by the asymptotic law of the fit. A weight β = w/√Var(w·x) has its direction and its
 * scale from the rows, an effect βS the average slope S besides:
 *
 *     β̂ − β ≈ t − ½β mean(z² − 1),        β̂Ŝ − βS ≈ St + β mean(ℓ),
 *
 * t the error of the direction, tangent to the sphere. Their covariances follow from Σ over rows. Intervals stand about
 * one scoring step from the fit, which is 0 where it had settled.
 */
import type { Interval, Intervals } from "../fit/model.ts";
import type { Standing } from "../fit/standing.ts";
import { symmetricEigen } from "../math/linear.ts";
import { normalDistribution, normalQuantile } from "../math/normal.ts";
import { angle, dot, norm, scaled, unit } from "../math/vectors.ts";
import { weightedChiSquareQuantile } from "../math/weightedChiSquare.ts";
import { weightsOf } from "../math/weights.ts";
import type { KnownLink } from "../method/field.ts";
import { type Whitening, whiten } from "../method/whiten.ts";
import { linkOf } from "../pass/maps.ts";
import { rowsOver } from "../robust/rows.ts";
import { type DirectionLaw, directionLaw, type Nuisance } from "./directionLaw.ts";
import { rowCurve } from "./rowCurve.ts";
import { curveScores, linkRows, linkScores, type RowScores, squareBend, trustBend } from "./rowScores.ts";
import { curveSlopeLaw, linkSlopeLaw, type SlopeLaw } from "./slopeLaw.ts";

export const LEVEL = 0.9;
/** Fewer rows a feature are no large sample; with more features matrices cost too much. */
const [ROWS_A_FEATURE, MOST_FEATURES] = [5, 500];
/** In units of the mean variance: none but what rounding asks for. */
const RIDGE = 1e-9;

const MATCHING = ["glmtron", "logistic", "maximumLikelihood"];

export interface Sandwich {
  readonly intervals: Intervals;
  /** The average slope of the curve, in the response's unit. */
  readonly slope: number;
}

/** None where the rows do not tell: too few, a curve that is constant, a told link that jumps. */
export async function sandwich(standing: Standing): Promise<Sandwich | undefined> {
  const { unit: labelUnit, finished, learned } = standing;
  const { pass, design, scaling, moments, candidate, whitening: ridged, line } = finished.carried;
  const { n, d } = design;
  if (n < ROWS_A_FEATURE * d || d > MOST_FEATURES) return undefined;
  const whitening = whiten(moments, d, RIDGE, learned.trial.knowledge.intercept);
  const w = unit(whitening.coordinates(line));
  const rows = rowsOver(design, pass, scaling, whitening);
  const z = await rows.index(w);
  const omega = weightsOf(n, design.weights);
  // The same line in coordinates without a ridge, where the fit's index is so many times as long.
  const longer = norm(whitening.coordinates(line)) / norm(ridged.coordinates(line));
  const known = candidate.known && { ...candidate.known, scale: candidate.known.scale * longer };
  const seen = known ? throughLink(standing, z, rows.y, omega, known) : throughCurve(standing, z, rows.y, omega);
  if (seen === undefined) return undefined;
  const copies = design.weightsKind === "frequency" ? omega : omega.map(() => 1);
  const law = await directionLaw(rows, w, z, seen.scores, seen.nuisance, copies);
  if (law === undefined) return undefined;
  const free = n / Math.max(n - d - seen.levels, 1);
  const sums = sumsOf(omega, copies);
  const size = z.map((at) => -0.5 * (at * at - 1));
  const slope = labelUnit.scale * seen.slope.average;
  const slopes = seen.slope.influence.map((value) => labelUnit.scale * value);
  const toUnits = dataUnits(whitening, scaling.scale);
  const columns = columnsOf(toUnits, w, law, free, [
    { scale: 1, variance: sums.variance(size), covariance: await law.covarianceWith(sums.shares(size)) },
    { scale: slope, variance: sums.variance(slopes), covariance: await law.covarianceWith(sums.shares(slopes)) },
  ]);
  const lambda = symmetricEigen(scaled(law.covariance, free), d).values.map((value) => Math.max(value, 0));
  const error = Math.sqrt(dot(law.step, law.step) + weightedChiSquareQuantile(lambda, LEVEL));
  const bound = angle(Float64Array.of(1, 0), Float64Array.of(1, error));
  return { intervals: { level: LEVEL, method: "sandwich", columns, angle: bound }, slope };
}

/** Rows as the fit saw them. */
interface Seen {
  readonly scores: RowScores;
  readonly nuisance: Nuisance;
  readonly slope: SlopeLaw;
  /** How many numbers the curve took. */
  readonly levels: number;
}

function throughCurve({ finished }: Standing, z: Float64Array, y: Float64Array, omega: Float64Array): Seen {
  const { trust } = finished.carried;
  const curve = rowCurve(z, y, trust?.counts ?? omega);
  const bend = trust ? trustBend(curve.residuals, trust) : squareBend(curve.residuals, omega);
  const slope = curveSlopeLaw(z, curve.slope, bend, omega);
  return { scores: curveScores(curve, bend), nuisance: "curve", slope, levels: curve.levels };
}

function throughLink(
  { told, learned: { learner, trial } }: Standing,
  z: Float64Array,
  y: Float64Array,
  omega: Float64Array,
  known: KnownLink,
): Seen | undefined {
  if (linkOf(known.link).jumps) return undefined;
  const { intercept } = trial.knowledge;
  const link = linkRows(z, y, known);
  const scores = linkScores(link, omega, MATCHING.includes(learner.name));
  const nuisance = intercept ? "line" : "ray";
  if (told) return { scores, nuisance, slope: linkSlopeLaw(z, link, scores, omega, intercept), levels: 2 };
  const curve = rowCurve(z, y, omega);
  const slope = curveSlopeLaw(z, curve.slope, squareBend(curve.residuals, omega), omega);
  return { scores, nuisance, slope, levels: 2 };
}

/** Sums over rows, some of which stand for several. */
function sumsOf(omega: Float64Array, copies: Float64Array) {
  const mass = omega.reduce((sum, value) => sum + value, 0);
  const share = omega.map((value, i) => value / (copies[i] || 1) / mass);
  return {
    /** Of the mean of ℓ. */
    variance: (l: Float64Array) =>
      l.reduce((sum, value, i) => sum + copies[i] * share[i] * share[i] * value * value, 0),
    shares: (l: Float64Array) => l.map((value, i) => share[i] * value),
  };
}

/** Rows of the map from w̃ to weights in the data's units, d×d. */
function dataUnits(whitening: Whitening, scale: Float64Array): Float64Array {
  const d = scale.length;
  const out = new Float64Array(d * d);
  const axis = new Float64Array(d);
  for (let k = 0; k < d; k++) {
    axis[k] = 1;
    const { w } = whitening.line(axis);
    for (let j = 0; j < d; j++) out[j * d + k] = w[j] / scale[j];
    axis[k] = 0;
  }
  return out;
}

/** A multiple of the weights: its scale, the variance of what scales it, and that's covariance with the direction. */
interface Multiple {
  readonly scale: number;
  readonly variance: number;
  readonly covariance: Float64Array;
}

function columnsOf(
  toUnits: Float64Array,
  w: Float64Array,
  { step, covariance }: DirectionLaw,
  free: number,
  [weight, effect]: readonly [Multiple, Multiple],
): Intervals["columns"] {
  const d = w.length;
  const sure = normalQuantile((1 + LEVEL) / 2);
  return Array.from({ length: d }, (_, j) => {
    const row = toUnits.subarray(j * d, (j + 1) * d);
    const [beta, moved] = [dot(row, w), dot(row, step)];
    let across = 0;
    for (let k = 0; k < d; k++) across += row[k] * dot(covariance.subarray(k * d, (k + 1) * d), row);
    const interval = ({ scale, variance, covariance: with_ }: Multiple): Interval => {
      const spread = free * (scale * scale * across + 2 * scale * beta * dot(row, with_) + beta * beta * variance);
      const [middle, half] = [scale * (beta + moved), sure * Math.sqrt(Math.max(spread, 0))];
      return [middle - half, middle + half];
    };
    const t = Math.abs(beta + moved) / Math.sqrt(free * across);
    return { weight: interval(weight), effect: interval(effect), p: 2 * normalDistribution(-t) };
  });
}
