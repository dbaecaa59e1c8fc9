import { dot, line, ruleX } from "@observablehq/plot";
import { colors, type Figure, figure, type SvgDocument, thinned } from "./figure.ts";
import { plainText } from "./plainText.ts";

/** The data in a bin of z: mean and standard deviation of the labels there. */
export interface Bin {
  readonly z: number;
  readonly mean: number;
  readonly deviation: number;
  readonly rows: number;
}

export interface CurveRecord {
  /** The fitted u. */
  readonly curve: (z: number) => number;
  readonly bins: readonly Bin[];
  /** Single rows, where a table is at hand. */
  readonly points?: readonly { readonly z: number; readonly y: number; readonly isSuspect?: boolean }[];
  /** The name of the response. */
  readonly response: string;
  /** Labels are 0 and 1: their deviation says nothing, so the bars show how sure the means are. */
  readonly binary?: boolean;
  /** Where it is not the model's own. */
  readonly title?: string;
}

/** The fitted curve over the index, with the data behind it. */
export function curve(
  document: SvgDocument,
  { curve: u, bins, points = [], response, binary = false, title = "The curve" }: CurveRecord,
): Figure {
  const [low, high] = span([...bins, ...points].map(({ z }) => z));
  const steps = 240;
  const path = Array.from({ length: steps + 1 }, (_, i) => {
    const z = low + ((high - low) * i) / steps;
    return { z, u: u(z) };
  });
  const reach = binary ? twoErrors : ({ deviation }: Bin) => deviation;
  const bars = binary ? "two standard errors of that mean" : "one standard deviation of the labels";
  const shown = points.length === 0 ? "" : " Small dots are single rows.";
  const marked = thinned(
    points.filter(({ isSuspect }) => isSuspect),
    1500,
  );
  const crossed = marked.length === 0 ? "" : " Crosses are rows whose label is more likely corrupted than not.";
  const means = bins.length === 0 ? "" : ` Dots are means of the labels in bins of z, bars ${bars} to each side.`;
  return figure(document, title, `The fitted curve over the index z (mean 0, variance 1).${means}${shown}${crossed}`, {
    x: { label: "index z = weights·x + offset" },
    y: { label: plainText(response), grid: true, nice: true },
    marks: [
      dot(thinned(points, 1500), { x: "z", y: "y", r: 1.5, fill: colors.muted, fillOpacity: 0.35 }),
      ruleX(bins, {
        x: "z",
        y1: (bin: Bin) => bin.mean - reach(bin),
        y2: (bin: Bin) => bin.mean + reach(bin),
        stroke: colors.data,
        strokeOpacity: 0.55,
      }),
      dot(bins, { x: "z", y: "mean", r: 3.5, fill: colors.data }),
      ...(marked.length === 0
        ? []
        : [dot(marked, { x: "z", y: "y", r: 3, symbol: "times", stroke: colors.negative, strokeWidth: 1.2 })]),
      line(path, { x: "z", y: "u", stroke: colors.fit, strokeWidth: 2.5 }),
    ],
  });
}

/** Two standard errors of the mean in a bin. */
export const twoErrors = ({ deviation, rows }: Bin): number => (2 * deviation) / Math.sqrt(Math.max(rows, 1));

/** The least and the largest of the values; from −2 to 2, most of a standard index, where there is none. */
export function span(values: readonly number[]): [number, number] {
  if (values.length === 0) return [-2, 2];
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  return low < high ? [low, high] : [low - 1, high + 1];
}
