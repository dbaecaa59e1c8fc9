/** A fit in coordinates in which the index has variance 1, no ridge involved: what its intervals are worked out in. */
import type { Design } from "../data/design.ts";
import type { Standing } from "../fit/standing.ts";
import { norm, unit } from "../math/vectors.ts";
import { weightsOf } from "../math/weights.ts";
import type { KnownLink } from "../method/field.ts";
import { type Whitening, whiten } from "../method/whiten.ts";
import type { Pass } from "../pass/pass.ts";
import { type Rows, rowsOver } from "../robust/rows.ts";

export interface TrustFrame {
  /** Labels in the unit that was learned in. */
  readonly design: Design;
  readonly whitening: Whitening;
  readonly rows: Rows;
  /** The same rows, seen by another pass over them. */
  rowsBy(pass: Pass): Rows;
  /** The direction, a unit vector. */
  readonly w: Float64Array;
  /** The link of the direction, where one is told or a plain learner won. */
  readonly known?: KnownLink;
  /** Row weights, ones where there are none. */
  readonly omega: Float64Array;
  /** The map from directions to weights in the data's units, d×d. */
  readonly toUnits: Float64Array;
}

/** Fewer rows a feature are no large sample; with more features matrices cost too much. */
const [ROWS_A_FEATURE, MOST_FEATURES] = [5, 500];
/** In units of the mean variance: none but what rounding asks for. */
const RIDGE = 1e-9;

export function trustFrame({ finished, learned }: Standing): TrustFrame | undefined {
  const { pass, design, scaling, moments, candidate, whitening: ridged, line } = finished.carried;
  const { n, d } = design;
  if (n < ROWS_A_FEATURE * d || d > MOST_FEATURES) return undefined;
  const whitening = whiten(moments, d, RIDGE, learned.trial.knowledge.intercept);
  const there = whitening.coordinates(line);
  const rowsBy = (by: Pass): Rows => rowsOver(design, by, scaling, whitening);
  // The fit's index is the same line in other coordinates, so many times as long.
  const longer = norm(there) / norm(ridged.coordinates(line));
  const { known } = candidate;
  return {
    design,
    whitening,
    rows: rowsBy(pass),
    rowsBy,
    w: unit(there),
    ...(known && { known: { ...known, scale: known.scale * longer } }),
    omega: weightsOf(n, design.weights),
    toUnits: dataUnits(whitening, scaling.scale),
  };
}

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
