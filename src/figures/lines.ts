import { axisX, axisY, dot, gridY, line, text } from "@observablehq/plot";
import { spaced } from "./angles.ts";
import { colors, type Figure, figure, type SvgDocument } from "./figure.ts";

export interface Axis {
  readonly label: string;
  /** Evenly, unless told. */
  readonly logarithmic?: boolean;
  readonly ticks?: readonly number[];
  /** What stands behind the number of a tick. */
  readonly unit?: string;
}

export interface LinesRecord {
  readonly title: string;
  readonly caption: string;
  readonly x: Axis;
  readonly y: Axis;
  /** Panels stand side by side and share both axes. */
  readonly panels: readonly {
    readonly title: string;
    readonly lines: readonly {
      readonly name: string;
      /** Drawn in the color of a fit rather than of what it is compared with. */
      readonly ours: boolean;
      /** A line to compare with, not a measurement. */
      readonly dashed?: boolean;
      /** Ascending in x. */
      readonly points: readonly (readonly [number, number])[];
    }[];
  }[];
}

const [HEIGHT, TOP, BOTTOM] = [340, 48, 46];
/** Between the lines of two names, pixels. */
const NAME = 15;
/** The share of a panel's room that is for names, of few panels and of many. */
const [PADDING, PADDING_OF_MANY, MANY] = [0.35, 0.5, 4];

/** Lines against one quantity, a name at the end of each. */
export function lines(document: SvgDocument, { title, caption, x, y, panels }: LinesRecord): Figure {
  const titles = panels.map((panel) => panel.title);
  const drawn = panels.flatMap((panel) =>
    panel.lines.map(({ points, ours, ...rest }) => ({
      ...rest,
      panel: panel.title,
      color: rest.dashed ? colors.muted : ours ? colors.fit : colors.data,
      points: points.map(([a, b]) => ({ x: a, y: b, panel: panel.title })),
    })),
  );
  const values = [...drawn.flatMap(({ points }) => points.map((point) => point.y)), ...(y.ticks ?? [])];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const along = (value: number): number => (y.logarithmic ? Math.log(value) : value);
  const height = (value: number): number =>
    ((HEIGHT - TOP - BOTTOM) * (along(high) - along(value))) / (along(high) - along(low));
  const labels = titles.flatMap((panel) => {
    const ends = drawn
      .filter((each) => each.panel === panel)
      .map(({ name, color, points }) => ({ name, color, ...points[points.length - 1] }))
      .sort((a, b) => b.y - a.y);
    const places = spaced(
      ends.map((end) => height(end.y)),
      NAME,
    );
    return ends.map((end, k) =>
      text([end], {
        x: "x",
        y: "y",
        fx: "panel",
        text: "name",
        fill: "color",
        textAnchor: "start",
        dx: 8,
        dy: places[k] - height(end.y),
      }),
    );
  });
  const heading = (words: (panel: string) => string, dy: number, style: object) =>
    text(titles, { fx: (panel: string) => panel, text: words, frameAnchor: "top-left", dy, ...style });
  const tick = (unit = ""): object => ({ tickFormat: (value: number) => `${value.toLocaleString("en-US")}${unit}` });
  const ticksOf = ({ ticks }: Axis): object => (ticks === undefined ? {} : { ticks: [...ticks] });
  return figure(document, title, caption, {
    width: 860,
    height: HEIGHT,
    marginTop: TOP,
    marginBottom: BOTTOM,
    marginLeft: 60,
    marginRight: 100,
    x: { type: x.logarithmic ? "log" : "linear" },
    y: { type: y.logarithmic ? "log" : "linear", domain: [low, high] },
    fx: { domain: titles, padding: panels.length < MANY ? PADDING : PADDING_OF_MANY, axis: null },
    marks: [
      gridY({ ...ticksOf(y), strokeOpacity: 0.18 }),
      axisY({ ...ticksOf(y), ...tick(y.unit), label: null, tickSize: 0 }),
      axisX({ ...ticksOf(x), ...tick(x.unit), label: x.label, labelAnchor: "center", labelArrow: "none" }),
      heading((panel) => panel, -34, { fontWeight: "600" }),
      heading(() => y.label, -14, { opacity: 0.85 }),
      ...drawn.flatMap(({ points, color, dashed }) => [
        line(points, {
          x: "x",
          y: "y",
          fx: "panel",
          stroke: color,
          strokeWidth: 2,
          ...(dashed && { strokeDasharray: "4 3" }),
        }),
        dot(dashed ? [] : points, { x: "x", y: "y", fx: "panel", fill: color, r: 2.5 }),
      ]),
      ...labels,
    ],
  });
}
