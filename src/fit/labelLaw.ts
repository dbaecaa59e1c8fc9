/** What explains the labels of the fit's rows, as the model keeps it: in the data's units, and fit for any rows. */
import { dot } from "../math/vectors.ts";
import type { Settled } from "../robust/explanation.ts";
import type { Labels } from "../robust/labels.ts";
import type { LabelUnit } from "./labels.ts";
import type { LabelLaw, WrongLabelLaw } from "./model.ts";
import type { DataLine } from "./rowIndex.ts";

/** What rows were settled with, and the index along any direction of its coordinates in the data's units. */
export type ExplainedBy = NonNullable<Settled["law"]> & {
  readonly w: Float64Array;
  lineOf(w: Float64Array): DataLine & { readonly offset: number };
};

/** Which labels 0 and 1 are wrong, likewise. */
export type WrongBy = NonNullable<Settled["classes"]> & Pick<ExplainedBy, "lineOf">;

/** The laws that a model keeps. */
export interface Laws {
  readonly law?: LabelLaw;
  readonly classes?: WrongLabelLaw;
}

/**
 * @param line the model's: its index is that of the mixture up to scale and origin
 * @param deviations of the columns, which make weights comparable
 */
export function labelLawOf(by: ExplainedBy, line: DataLine, deviations: Float64Array, unit: LabelUnit): LabelLaw {
  const { mixture, labels, cause, w } = by;
  const along = (direction: Float64Array) => aboutCenters(by.lineOf(direction), line);
  const own = along(w);
  const comparable = (weights: Float64Array): Float64Array => weights.map((weight, j) => weight * deviations[j]);
  const theirs = comparable(own.weights);
  const stretch = dot(comparable(line.weights), theirs) / dot(theirs, theirs);
  const inUnits = (value: number): number => unit.center + unit.scale * value;
  const outliers = ({ center, spread }: Labels["outliers"]) => ({
    center: inUnits(center),
    spread: unit.scale * spread,
  });
  return {
    noise: { law: mixture.law.name, scale: mixture.s * unit.scale, least: mixture.leastNoise * unit.scale },
    shares: {
      z: Array.from(mixture.bins.centers, (z) => stretch * (z - own.offset)),
      values: [...mixture.shares],
    },
    outliers: outliers(labels.outliers),
    ...(cause && {
      cause: {
        changes: cause.changes,
        along: cause.parts.map(({ w: direction, centers, values }) => {
          const { weights, offset } = along(direction);
          return { weights: [...weights], offset, z: [...centers], values: [...values] };
        }),
        ...(cause.follows && {
          follows: {
            z: [...cause.follows.centers],
            values: Array.from(cause.follows.values, inUnits),
            noise: unit.scale * cause.follows.noise,
            outliers: outliers(cause.follows.broad),
          },
        }),
      },
    }),
  };
}

/** Which labels 0 and 1 are wrong. */
export function wrongLawOf({ law, w, offset, v, lineOf }: WrongBy, line: DataLine): WrongLabelLaw {
  const along = (direction: Float64Array, more = 0): WrongLabelLaw["along"] => {
    const at = aboutCenters(lineOf(direction), line);
    return { weights: [...at.weights], offset: at.offset + more };
  };
  return { ...law, along: along(w, offset), ...(v && { gate: along(v) }) };
}

/** An index about the centers of another line. */
function aboutCenters(
  { weights, centers, offset }: DataLine & { readonly offset: number },
  line: DataLine,
): { weights: Float64Array; offset: number } {
  const shift = weights.reduce((sum, weight, j) => sum + weight * (line.centers[j] - centers[j]), 0);
  return { weights, offset: offset + shift };
}
