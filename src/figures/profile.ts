import { dot, line, ruleY, text } from "@observablehq/plot";
import { colors, type Figure, figure, type SvgDocument } from "./figure.ts";

/** One quantity along several ways from one optimum to another. */
export interface ProfileRecord {
  readonly title: string;
  readonly caption: string;
  /** What is drawn, with its unit. */
  readonly quantity: string;
  readonly lines: readonly {
    readonly name: string;
    /** Drawn in the color of a fit, and solid. */
    readonly ours: boolean;
    readonly points: readonly { readonly t: number; readonly value: number }[];
  }[];
  /** A level to compare with, and what it is. */
  readonly level?: { readonly value: number; readonly text: string };
}

/** Loss or error over t, one line a curve; their names stand where they are highest. */
export function profile(document: SvgDocument, { title, caption, quantity, lines, level }: ProfileRecord): Figure {
  const drawn = lines.flatMap(({ name, ours, points }) =>
    points.map((point) => ({ ...point, name, color: ours ? colors.fit : colors.data })),
  );
  const peaks = lines.map(({ name, ours, points }) => {
    const peak = points.reduce((a, b) => (b.value > a.value ? b : a));
    return { ...peak, name, color: ours ? colors.fit : colors.data };
  });
  return figure(document, title, caption, {
    width: 520,
    height: 320,
    marginTop: 40,
    x: { label: "t, from one end to the other", domain: [0, 1], labelAnchor: "center" },
    y: { label: quantity, grid: true, nice: true, zero: true },
    marks: [
      ...(level === undefined
        ? []
        : [
            ruleY([level.value], { stroke: colors.muted, strokeDasharray: "3 4" }),
            text([level], { x: () => 1, y: "value", text: "text", textAnchor: "end", dy: 12, fill: colors.muted }),
          ]),
      line(drawn, { x: "t", y: "value", z: "name", stroke: "color", strokeWidth: 2.4 }),
      dot(
        drawn.filter(({ t }) => t === 0 || t === 1),
        { x: "t", y: "value", fill: "color", r: 4 },
      ),
      text(peaks, { x: "t", y: "value", text: "name", fill: "color", dy: -10, fontWeight: "600", fontSize: 13 }),
    ],
  });
}
