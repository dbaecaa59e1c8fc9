import { axisX, axisY, gridY, line, text } from "@observablehq/plot";
import { colors, type Figure, figure, type SvgDocument, thinned } from "./figure.ts";

export interface GapRecord {
  /** Panels stand side by side. */
  readonly panels: readonly {
    readonly title: string;
    readonly steps: readonly number[];
    readonly gap: readonly number[];
    readonly potential: readonly number[];
    readonly bound: readonly number[];
  }[];
}

/** A line needs no more points. */
const MOST_POINTS = 120;
/** Below this all is rounding. */
const LEAST = 1e-10;

/** The primal–dual gap and the distance to the saddle point, step by step, and what theory bounds the latter by. */
export function gap(document: SvgDocument, { panels }: GapRecord): Figure {
  const lines = panels.flatMap(({ title, steps, ...curves }) =>
    [
      { name: "bound D₀/A", values: curves.bound, color: colors.muted, dash: "4 3" },
      { name: "distance to (w*, p*)", values: curves.potential, color: colors.data, dash: "none" },
      { name: "gap", values: curves.gap, color: colors.fit, dash: "none" },
    ].map(({ values, ...rest }) => ({
      ...rest,
      panel: title,
      points: thinned(
        steps.map((step, i) => ({ step, value: values[i], panel: title })).filter(({ value }) => value > LEAST),
        MOST_POINTS,
      ),
    })),
  );
  const last = Math.max(...panels.flatMap(({ steps }) => steps));
  const values = lines.flatMap(({ points }) => points.map(({ value }) => value));
  const domain = [Math.max(Math.min(...values), LEAST), Math.max(...values)];
  const ticks = [1e-10, 1e-8, 1e-6, 1e-4, 1e-2, 1, 100].filter((tick) => tick >= domain[0] && tick <= domain[1]);
  const titles = panels.map(({ title }) => title);
  return figure(
    document,
    "How the gap closes",
    "The primal–dual gap L(w, p*) − L(w*, p), the distance (c₁/4)|w − w*|² + νχ²(p*, p) to the saddle point, and the bound D₀/A on it that the theory has for labels without noise; the vertical axis is logarithmic.",
    {
      width: 860,
      height: 360,
      marginTop: 40,
      marginLeft: 56,
      marginRight: 150,
      x: { domain: [0, last] },
      y: { type: "log", domain },
      fx: { domain: titles, padding: 0.1, axis: null },
      marks: [
        gridY(ticks, { strokeOpacity: 0.18 }),
        axisY(ticks, { label: null, tickFormat: (value: number) => `${value}`, tickSize: 0 }),
        axisX({ label: "step", ticks: 4 }),
        text(titles, {
          fx: (title: string) => title,
          text: (title: string) => title,
          frameAnchor: "top-left",
          dy: -22,
        }),
        ...lines.map(({ points, color, dash }) =>
          line(points, { x: "step", y: "value", fx: "panel", stroke: color, strokeWidth: 2, strokeDasharray: dash }),
        ),
        ...lines
          .filter(({ panel }) => panel === titles.at(-1))
          .map(({ points, name, color }) =>
            text(points.slice(-1), {
              x: "step",
              y: "value",
              fx: "panel",
              text: () => name,
              textAnchor: "start",
              dx: 8,
              fill: color,
            }),
          ),
      ],
    },
  );
}
