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
import { angle, dot, scaled } from "../math/vectors.ts";
import { weightedChiSquareQuantile } from "../math/weightedChiSquare.ts";
import { type DirectionLaw, directionLaw } from "./directionLaw.ts";
import { seenRows } from "./seenRows.ts";
import type { TrustFrame } from "./trustFrame.ts";

/** How often intervals are to hold the truth. */
export const LEVEL = 0.9;
export interface Sandwich {
  readonly intervals: Intervals;
  /** The average slope of the curve, in the response's unit. */
  readonly slope: number;
}

/** None where the rows do not tell: too few, a curve that is constant, a told link that jumps. */
export async function sandwich(standing: Standing, frame: TrustFrame): Promise<Sandwich | undefined> {
  const { design, rows, w, omega, toUnits } = frame;
  const { n, d } = design;
  const z = await rows.index(w);
  const seen = seenRows(standing, z, rows.y, omega, frame.known, standing.finished.carried.trust);
  if (seen === undefined) return undefined;
  const copies = design.weightsKind === "frequency" ? omega : omega.map(() => 1);
  const law = await directionLaw(rows, w, z, seen.scores, seen.nuisance, copies);
  if (law === undefined) return undefined;
  const free = (standing.share * n) / Math.max(n - d, 1);
  const sums = sumsOf(omega, copies);
  const size = z.map((at) => -0.5 * (at * at - 1));
  const slope = standing.unit.scale * seen.slope.average;
  const slopes = seen.slope.influence.map((value) => standing.unit.scale * value);
  // A step that some of the rows tell is their error, not the fit's.
  const step = standing.share < 1 ? law.step.map(() => 0) : law.step;
  const columns = columnsOf(toUnits, w, { ...law, step }, free, [
    { scale: 1, variance: sums.variance(size), covariance: await law.covarianceWith(sums.shares(size)) },
    { scale: slope, variance: sums.variance(slopes), covariance: await law.covarianceWith(sums.shares(slopes)) },
  ]);
  const lambda = symmetricEigen(scaled(law.covariance, free), d).values.map((value) => Math.max(value, 0));
  const error = Math.sqrt(dot(step, step) + weightedChiSquareQuantile(lambda, LEVEL));
  const bound = angle(Float64Array.of(1, 0), Float64Array.of(1, error));
  return { intervals: { level: LEVEL, method: "sandwich", columns, angle: bound }, slope };
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
