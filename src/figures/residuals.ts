import { dot, ruleX, ruleY } from "@observablehq/plot";
import { type Bin, twoErrors } from "./curve.ts";
import { colors, type Figure, figure, type SvgDocument, thinned } from "./figure.ts";
import { plainText } from "./plainText.ts";

export interface ResidualsRecord {
  readonly curve: (z: number) => number;
  readonly bins: readonly Bin[];
  readonly points?: readonly { readonly prediction: number; readonly y: number }[];
  readonly response: string;
}

/** Labels minus predictions, over the predictions. */
export function residuals(document: SvgDocument, { curve, bins, points = [], response }: ResidualsRecord): Figure {
  const left = bins.map((bin) => {
    const prediction = curve(bin.z);
    return { prediction, residual: bin.mean - prediction, reach: twoErrors(bin) };
  });
  const single = thinned(points, 1500).map(({ prediction, y }) => ({ prediction, residual: y - prediction }));
  const shown = points.length === 0 ? "" : " Small dots are single rows.";
  return figure(
    document,
    "What is left over",
    `Label minus prediction over the prediction, as means in bins with two standard errors to each side. Bars that miss the line say that the curve misses something there.${shown}`,
    {
      x: { label: `predicted ${plainText(response)}` },
      y: { label: "label − prediction", grid: true, nice: true },
      marks: [
        dot(single, { x: "prediction", y: "residual", r: 1.5, fill: colors.muted, fillOpacity: 0.35 }),
        ruleX(left, {
          x: "prediction",
          y1: (bin: (typeof left)[number]) => bin.residual - bin.reach,
          y2: (bin: (typeof left)[number]) => bin.residual + bin.reach,
          stroke: colors.data,
          strokeOpacity: 0.55,
        }),
        dot(left, { x: "prediction", y: "residual", r: 3.5, fill: colors.data }),
        ruleY([0], { stroke: colors.fit, strokeWidth: 1.5 }),
      ],
    },
  );
}
