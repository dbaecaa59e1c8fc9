/** The unit labels are learned in. */
import type { Design } from "../data/design.ts";
import { DataError } from "../errors.ts";

/** y = center + scale·y′. */
export interface LabelUnit {
  readonly center: number;
  readonly scale: number;
}

/** Labels as they are: 0/1 labels, and those of a given link, which has a unit of its own. */
export const AS_THEY_ARE: LabelUnit = { center: 0, scale: 1 };

/** Mean 0 and variance 1, so that no step of a learner depends on the labels' unit. */
export function standardUnit({ y, weights }: Design): LabelUnit {
  const center = meanOf(y, weights);
  return { center, scale: Math.sqrt(varianceOf(y, weights, center)) || 1 };
}

function varianceOf(y: Float64Array, weights: Float64Array | undefined, center: number): number {
  let sum = 0;
  let mass = 0;
  for (let i = 0; i < y.length; i++) {
    const omega = weights === undefined ? 1 : weights[i];
    sum += omega * ((y[i] - center) * (y[i] - center));
    mass += omega;
  }
  return sum / mass;
}

/** @throws DataError for labels whose squares, which every loss is made of, are beyond the range of numbers */
export function refuseUnsquarable({ y, weights }: Design): void {
  const variance = varianceOf(y, weights, meanOf(y, weights));
  if (variance > 0 && Number.isFinite(variance)) return;
  const largest = y.reduce((most, label) => Math.max(most, Math.abs(label)), 0);
  throw new DataError({
    where: "target",
    what: "labels whose variance is beyond the range of numbers",
    got: `labels up to ${largest}`,
    would: "give them in another unit",
  });
}

export function withLabels(design: Design, unit: LabelUnit): Design {
  if (unit === AS_THEY_ARE) return design;
  const { center, scale } = unit;
  const y = new Float64Array(design.n);
  for (let i = 0; i < y.length; i++) y[i] = (design.y[i] - center) / scale;
  return { ...design, y };
}

/** The weighted mean, as differences from the first value so that a large mean keeps its digits. */
export function meanOf(values: Float64Array, weights: Float64Array | undefined): number {
  let [sum, mass] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const omega = weights === undefined ? 1 : weights[i];
    sum += omega * (values[i] - values[0]);
    mass += omega;
  }
  return values[0] + sum / mass;
}

/** Whether weights that were said to be frequencies cannot be: whole numbers count rows, fractions do not. */
export function hasFractions({ weights, weightsKind }: Design): boolean {
  return weightsKind === "frequency" && weights !== undefined && !weights.every(Number.isInteger);
}

/**
 * The design with weights whose sum is its number of rows in effect: as they are where a row of weight 2 is two rows,
 * of mean 1 where it is one row known twice as well, or where a weight is a fraction.
 */
export function withEffectiveWeights(design: Design): Design {
  const { weights, weightsKind, n } = design;
  if (weights === undefined || (weightsKind === "frequency" && !hasFractions(design))) return design;
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / n;
  return { ...design, weights: weights.map((weight) => weight / mean) };
}
