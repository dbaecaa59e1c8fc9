import { dot, line, text } from "@observablehq/plot";
import { spaced } from "./angles.ts";
import { colors, type Figure, figure, type SvgDocument } from "./figure.ts";
import { plainText, shortened } from "./plainText.ts";

export interface GroupWeightsRecord {
  readonly steps: readonly number[];
  /** The groups drawn, a list of weights each. */
  readonly groups: readonly { readonly name: string; readonly weights: readonly number[] }[];
}

const HEIGHT = 280;
const TOP = 28;
const BOTTOM = 44;
/** Between the lines of two labels, pixels. */
const LABEL = 15;

/** How much each group counts, step by step. */
export function groupWeights(document: SvgDocument, { steps, groups }: GroupWeightsRecord): Figure {
  const points = groups.flatMap(({ name, weights }, k) =>
    weights.map((weight, i) => ({ step: steps[i], weight, name, color: k === 0 ? colors.fit : colors.data })),
  );
  const high = points.reduce((most, { weight }) => Math.max(most, weight), 0) * 1.05 || 1;
  const ends = groups
    .map(({ name, weights }, k) => ({
      name: shortened(plainText(name), 12),
      step: steps[steps.length - 1],
      weight: weights[weights.length - 1],
      color: k === 0 ? colors.fit : colors.data,
    }))
    .sort((a, b) => b.weight - a.weight);
  const height = (weight: number): number => (HEIGHT - TOP - BOTTOM) * (1 - weight / high);
  const places = spaced(
    ends.map(({ weight }) => height(weight)),
    LABEL,
  );
  return figure(
    document,
    "Whom the fit listens to",
    "How much each group counts after each step, those that count most in the end; all groups together count 1.",
    {
      marginRight: 96,
      x: { label: "step" },
      y: { label: "weight", grid: true, domain: [0, high] },
      marks: [
        line(points, { x: "step", y: "weight", z: "name", stroke: "color", strokeWidth: 1.75 }),
        dot(ends, { x: "step", y: "weight", fill: "color", r: 2.5 }),
        ...ends.map((end, k) =>
          text([end], {
            x: "step",
            y: "weight",
            text: "name",
            textAnchor: "start",
            dx: 8,
            dy: places[k] - height(end.weight),
            fill: "color",
          }),
        ),
      ],
    },
  );
}
