/** What is found along a curve: loss and error at points in order, and what they come to. */
import type { Measured } from "../network/network.ts";
import { type Curve, pointAt } from "./curve.ts";

export interface ProfilePoint {
  readonly t: number;
  /** On the rows the networks learned from. */
  readonly learned: Measured;
  /** On rows that none has seen. */
  readonly heldOut: Measured;
  /** From the point before, |w(tᵢ) − w(tᵢ₋₁)|; 0 at first. */
  readonly length: number;
}

/** How many points a curve is looked at, as in the paper. */
export const POINTS = 61;

/** t = 0, 1/(n − 1), …, 1 */
export const timesOf = (n = POINTS): number[] => Array.from({ length: n }, (_, i) => i / (n - 1));

/** How far each point of a curve is from the one before. */
export function lengthsOf(curve: Curve, times: readonly number[]): number[] {
  let before = pointAt(curve, times[0]);
  return times.map((t) => {
    const here = pointAt(curve, t);
    let sum = 0;
    for (let i = 0; i < here.length; i++) sum += (here[i] - before[i]) * (here[i] - before[i]);
    before = here;
    return Math.sqrt(sum);
  });
}

export interface Extremes {
  readonly least: number;
  readonly largest: number;
  /** ∫ value ds / ∫ ds along the curve, by the trapezoidal rule: each stretch counts by its length. */
  readonly mean: number;
}

export function extremesOf(points: readonly ProfilePoint[], value: (point: ProfilePoint) => number): Extremes {
  const values = points.map(value);
  let sum = 0;
  let whole = 0;
  for (let i = 1; i < points.length; i++) {
    sum += (points[i].length * (values[i - 1] + values[i])) / 2;
    whole += points[i].length;
  }
  return {
    least: Math.min(...values),
    largest: Math.max(...values),
    mean: whole > 0 ? sum / whole : values[0],
  };
}

/** How far a profile rises above the mean of its ends. */
export function barrierOf(points: readonly ProfilePoint[], value: (point: ProfilePoint) => number): number {
  const ends = (value(points[0]) + value(points[points.length - 1])) / 2;
  return extremesOf(points, value).largest - ends;
}
