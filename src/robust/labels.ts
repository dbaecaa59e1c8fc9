/** The labels of rows, with what stays the same while directions change: their outlier law and its density at each. */
import { broadLaw, type OutlierLaw } from "./outlierLaw.ts";

export interface Labels {
  readonly y: Float64Array;
  readonly outliers: OutlierLaw;
  /** o(y_i). */
  readonly outlying: Float64Array;
  /** The step that labels come in, 0 where they come in none. */
  readonly grain: number;
  /** The noise about a curve is at least this. */
  readonly leastNoise: number;
  /** The share of corrupted ones, where it is told. */
  readonly share?: number;
}

/** In units of the labels' range. */
const LEAST_NOISE = 2e-3;
/** 1/√2π: in units of the labels' grain, a normal density of this deviation is nowhere above 1, like any probability. */
const OF_GRAIN = 0.4;

export function labelsOf(y: Float64Array, share?: number): Labels {
  const sorted = y.slice().sort();
  const outliers = broadLaw(sorted);
  const grain = grainOf(sorted);
  const leastNoise = Math.max(LEAST_NOISE * outliers.spread, OF_GRAIN * grain);
  const outlying = y.map((value) => outliers.density(value));
  return { y, outliers, outlying, grain, leastNoise, ...(share !== undefined && { share }) };
}

/** Other labels under the same laws, or the same labels under another law of the corrupted ones. */
export function labelsLike(like: Labels, y: Float64Array, outliers: OutlierLaw = like.outliers): Labels {
  return { ...like, y, outliers, outlying: y.map((value) => outliers.density(value)) };
}

/** The step that labels come in, the median gap between distinct ones; 0 where most are met only once. */
function grainOf(sorted: Float64Array): number {
  const gaps: number[] = [];
  for (let i = 1; i < sorted.length; i++) if (sorted[i] > sorted[i - 1]) gaps.push(sorted[i] - sorted[i - 1]);
  if (gaps.length >= sorted.length / 2 || gaps.length === 0) return 0;
  return gaps.sort((a, b) => a - b)[gaps.length >> 1];
}
