import { arrow, dot, line, text } from "@observablehq/plot";
import { spaced } from "./angles.ts";
import { colors, type Figure, figure, type SvgDocument } from "./figure.ts";

/** Where steps lead in the plane of w and w*: w = (1, 0), w* on the unit circle. */
export interface ArrowsRecord {
  readonly title: string;
  readonly caption: string;
  readonly target: readonly [number, number];
  /** Panels stand side by side. */
  readonly panels: readonly {
    readonly title: string;
    readonly arrows: readonly {
      readonly name: string;
      /** Drawn in the color of a fit rather than of what it is compared with. */
      readonly ours: boolean;
      /** Which way −g points. */
      readonly along: readonly [number, number];
    }[];
  }[];
}

const LENGTH = 0.62;
/** Between the lines of two names, in the units of the plane. */
const NAME = 0.15;
/** Of the circle, radians. */
const [FROM, TO, POINTS] = [-0.5, 1.6, 48];

/** Every arrow begins at w and has one length; the names stand at their tips. */
export function arrows(document: SvgDocument, { title, caption, target, panels }: ArrowsRecord): Figure {
  const titles = panels.map((panel) => panel.title);
  const at = { x: "x", y: "y", fx: "panel" } as const;
  const drawn = panels.flatMap((panel) =>
    panel.arrows.map(({ name, ours, along: [a, b] }) => {
      const scale = LENGTH / Math.hypot(a, b);
      return { panel: panel.title, name, color: ours ? colors.fit : colors.data, x: 1 + scale * a, y: scale * b };
    }),
  );
  const names = panels.flatMap((panel) => {
    const mine = drawn.filter((each) => each.panel === panel.title).sort((a, b) => a.y - b.y);
    const places = spaced(
      mine.map(({ y }) => y),
      NAME,
    );
    return mine.map((each, k) => ({ ...each, y: places[k] }));
  });
  const named = (left: boolean) =>
    text(
      names.filter(({ x }) => x < 1 === left),
      { ...at, text: "name", fill: "color", textAnchor: left ? "end" : "start", dx: left ? -6 : 6 },
    );
  const everywhere = <T extends object>(item: T): (T & { panel: string })[] =>
    titles.map((panel) => ({ ...item, panel }));
  const circle = Array.from({ length: POINTS }, (_, k) => FROM + ((TO - FROM) * k) / (POINTS - 1)).flatMap((angle) =>
    everywhere({ x: Math.cos(angle), y: Math.sin(angle) }),
  );
  const ends = [
    { x: 1, y: 0, name: "w" },
    { x: target[0], y: target[1], name: "w*" },
  ].flatMap(everywhere);
  return figure(document, title, caption, {
    width: 860,
    // A unit is as long on both axes.
    height: 234,
    marginTop: 30,
    marginLeft: 10,
    marginBottom: 10,
    x: { domain: [-0.05, 1.6], axis: null },
    y: { domain: [-0.5, 1.1], axis: null },
    fx: { domain: titles, padding: 0.08, axis: null },
    marks: [
      text(titles, { fx: (name: string) => name, text: (name: string) => name, frameAnchor: "top-left", dy: -18 }),
      line(circle, { ...at, stroke: colors.muted, strokeDasharray: "3 4" }),
      arrow(drawn, { x1: 1, y1: 0, x2: "x", y2: "y", fx: "panel", stroke: "color", strokeWidth: 2 }),
      named(true),
      named(false),
      dot(ends, { ...at, r: 4, fill: colors.ink }),
      text(ends, { ...at, text: "name", textAnchor: "start", dx: 9, dy: 4, fontWeight: "600" }),
    ],
  });
}
