import { axisY, barX, ruleX } from "@observablehq/plot";
import { colors, type Figure, figure, type SvgDocument } from "./figure.ts";
import { plainText, shortened } from "./plainText.ts";

export interface WeightsRecord {
  /** d names. */
  readonly features: readonly string[];
  /** d weights × standard deviation of their column. */
  readonly standardized: readonly number[];
}

const most = 20;

/** The largest weights, standardized, in order of size. */
export function weights(document: SvgDocument, { features, standardized }: WeightsRecord): Figure {
  const bars = features
    .map((name, j) => ({ place: String(j), name: shortened(plainText(name), 20), weight: standardized[j] }))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, most);
  const names = new Map(bars.map(({ place, name }) => [place, name]));
  const letters = bars.reduce((longest, { name }) => Math.max(longest, name.length), 4);
  const rest = features.length > most ? ` The ${most} largest of ${features.length}.` : "";
  return figure(
    document,
    "The weights",
    `Weight × standard deviation of its column: how far the index moves when the column moves by one standard deviation.${rest}`,
    {
      marginTop: 4,
      height: 50 + 20 * Math.max(bars.length, 3),
      marginLeft: 20 + 7.2 * letters,
      x: { label: "weight × standard deviation", grid: true, nice: true },
      // Bars stand by place, not by name: two long names may be shortened to the same text.
      y: { domain: bars.map(({ place }) => place), label: null, padding: 0.25 },
      marks: [
        axisY({ tickSize: 0, tickFormat: (place: string) => names.get(place) ?? "" }),
        barX(bars, {
          x: "weight",
          y: "place",
          fill: (bar: { weight: number }) => (bar.weight < 0 ? colors.negative : colors.data),
        }),
        ruleX([0]),
      ],
    },
  );
}
