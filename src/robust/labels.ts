/** The labels of rows, with what stays the same while directions change: their outlier law and its density at each. */
import { broadLaw, type OutlierLaw } from "./outlierLaw.ts";

export interface Labels {
  readonly y: Float64Array;
  readonly outliers: OutlierLaw;
  /** o(y_i). */
  readonly outlying: Float64Array;
}

export function labelsOf(y: Float64Array, outliers: OutlierLaw = broadLaw(y.slice().sort())): Labels {
  return { y, outliers, outlying: y.map((value) => outliers.density(value)) };
}
