/**
 * A second cause as a law: curves along directions whose sum is the logarithm of what it changes, the scale of a row's
 * noise or the odds that its label is corrupted; corrupted labels may follow a curve of their own.
 */
import { exp } from "../math/elementary.ts";
import { interpolated } from "./indexBins.ts";
import type { RowCauses } from "./mixture.ts";
import { normalLaw } from "./noiseLaw.ts";
import type { OutlierLaw } from "./outlierLaw.ts";

/** A curve along a direction. */
export interface Along {
  readonly w: Float64Array;
  readonly centers: Float64Array;
  readonly values: Float64Array;
}

export interface CauseLaw {
  readonly changes: "spread" | "odds";
  readonly parts: readonly Along[];
  /** What corrupted labels follow along the first direction, with their noise; some are anywhere, by the broad law. */
  readonly follows?: Omit<Along, "w"> & { readonly noise: number; readonly broad: OutlierLaw };
}

const MOST_LOG = 3;
/** The share of corrupted labels that may be anywhere. */
const BROAD = 0.3;

/** @param indices of the rows along each part's direction */
export function causesOf(
  { changes, parts, follows }: CauseLaw,
  indices: readonly Float64Array[],
  y: Float64Array,
): RowCauses {
  const logs = new Float64Array(y.length);
  for (const [k, { centers, values }] of parts.entries()) {
    const part = interpolated(centers, values, indices[k]);
    for (let i = 0; i < logs.length; i++) logs[i] += part[i];
  }
  if (changes === "spread") return { spread: logs.map((log) => exp(Math.min(Math.max(log, -MOST_LOG), MOST_LOG))) };
  const odds = logs.map(exp);
  if (follows === undefined) return { odds };
  const { centers, values, noise, broad } = follows;
  const followed = interpolated(centers, values, indices[0]);
  const outlying = y.map((label, i) => {
    const ratio = (label - followed[i]) / noise;
    return BROAD * broad.density(label) + ((1 - BROAD) * normalLaw.density(ratio * ratio)) / noise;
  });
  return { odds, outlying };
}
