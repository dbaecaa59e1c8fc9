import { areaY, line, text } from "@observablehq/plot";
import { spaced } from "./angles.ts";
import { colors, type Figure, figure, type SvgDocument } from "./figure.ts";

/** A quantity against the tokens that several methods have learned from. */
export interface LearningCurvesRecord {
  readonly title: string;
  readonly caption: string;
  readonly quantity: string;
  readonly lines: readonly {
    readonly name: string;
    /** Drawn in the color of a fit rather than of what it is compared with. */
    readonly ours: boolean;
    /** Ascending in tokens. */
    readonly points: readonly {
      readonly tokens: number;
      readonly value: number;
      readonly least: number;
      readonly largest: number;
    }[];
  }[];
}

const [HEIGHT, TOP, BOTTOM] = [400, 40, 48];
/** Between the lines of two names, pixels. */
const NAME = 16;

/** One line a method with a band over the seeds; names stand at the ends, moved apart where they would touch. */
export function learningCurves(
  document: SvgDocument,
  { title, caption, quantity, lines }: LearningCurvesRecord,
): Figure {
  const drawn = [...lines].sort((a, b) => Number(a.ours) - Number(b.ours));
  const points = drawn.flatMap(({ name, ours, points: own }) =>
    own.map((point) => ({ ...point, name, color: ours ? colors.fit : colors.data })),
  );
  const low = Math.min(...points.map(({ least }) => least));
  const high = Math.max(...points.map(({ largest }) => largest));
  const at = { x: "tokens", z: "name" } as const;
  const height = (value: number): number => ((HEIGHT - TOP - BOTTOM) * (high - value)) / (high - low);
  const ends = points
    .filter(({ tokens, name }) => points.every((other) => other.name !== name || other.tokens <= tokens))
    .sort((a, b) => b.value - a.value);
  const places = spaced(
    ends.map(({ value }) => height(value)),
    NAME,
  );
  return figure(document, title, caption, {
    width: 640,
    height: HEIGHT,
    marginTop: TOP,
    marginBottom: BOTTOM,
    marginRight: 130,
    x: { label: "tokens learned from", labelAnchor: "center", tickFormat: "~s", ticks: 6 },
    y: { label: quantity, grid: true, domain: [low, high] },
    marks: [
      areaY(points, { ...at, y1: "least", y2: "largest", fill: "color", fillOpacity: 0.15 }),
      line(points, { ...at, y: "value", stroke: "color", strokeWidth: 2 }),
      ...ends.map((end, k) =>
        text([end], {
          x: "tokens",
          y: "value",
          text: "name",
          fill: "color",
          textAnchor: "start",
          dx: 8,
          dy: places[k] - height(end.value),
        }),
      ),
    ],
  });
}
