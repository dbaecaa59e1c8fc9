import { dot, line } from "@observablehq/plot";
import { colors, type Figure, figure, type SvgDocument } from "./figure.ts";

export interface CalibrationRecord {
  /** Mean prediction and share of ones within tenths of the predictions. */
  readonly tenths: readonly { readonly predicted: number; readonly observed: number; readonly rows: number }[];
}

const diagonal = [
  [0, 0],
  [1, 1],
];

/** Promised against observed frequency, for labels of 0 and 1. */
export function calibration(document: SvgDocument, { tenths }: CalibrationRecord): Figure {
  return figure(
    document,
    "Calibration",
    "Held-out rows in tenths of their prediction: the share of ones that was predicted and the share that was found. On the line both agree.",
    {
      x: { label: "predicted share of ones", domain: [0, 1] },
      y: { label: "observed share of ones", domain: [0, 1], grid: true },
      r: { range: [2.5, 7], zero: true },
      marks: [
        line(diagonal, { stroke: colors.muted, strokeDasharray: "4 4" }),
        line(tenths, { x: "predicted", y: "observed", stroke: colors.data, strokeOpacity: 0.5 }),
        dot(tenths, { x: "predicted", y: "observed", r: "rows", fill: colors.data, fillOpacity: 0.8 }),
      ],
    },
  );
}
