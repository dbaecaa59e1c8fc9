import { arrow, contour as contourLines, dot, geo, line, rect, text } from "@observablehq/plot";
import { colors, type Figure, figure, type SvgDocument } from "./figure.ts";
import { bandColor, levelText } from "./levels.ts";

/** A landscape seen from above. */
export interface ContourRecord {
  readonly title: string;
  readonly caption: string;
  /** What the height is, as in "loss". */
  readonly height: string;
  /** Names of the two axes. */
  readonly axes: readonly [string, string];
  /** Evenly spaced places along both axes. */
  readonly a: readonly number[];
  readonly b: readonly number[];
  /** b.length × a.length heights, the row j of b[j]. */
  readonly values: Float64Array;
  /** Ascending. */
  readonly levels: readonly number[];
  /** How a level is written; to two digits by default. */
  readonly levelText?: (level: number) => string;
  readonly lines?: readonly ContourLine[];
  readonly marks?: readonly ContourMark[];
  /** Cells that are hatched: b.length × a.length, 1 where they are. */
  readonly hatched?: Uint8Array;
  readonly arrows?: readonly { readonly a: number; readonly b: number; readonly da: number; readonly db: number }[];
}

export interface ContourLine {
  readonly points: readonly (readonly [a: number, b: number])[];
  readonly dashed?: boolean;
}

export interface ContourMark {
  readonly a: number;
  readonly b: number;
  readonly symbol: "circle" | "diamond" | "star" | "times" | "triangle";
  readonly text?: string;
}

const WIDTH = 520;
const HEIGHT = 460;
const INK = "#1b1b1b";
const PAPER = "#fafafa";

/** Filled contours with lines, curves and places on them, and the levels at the side. */
export function contour(document: SvgDocument, record: ContourRecord): Figure {
  const { a, b, values, levels, lines = [], marks = [], hatched, arrows = [] } = record;
  const [x1, x2] = [a[0], a[a.length - 1]];
  const [y1, y2] = [b[0], b[b.length - 1]];
  // Values stand for cells, whose corners lie half a step beyond; an endless height is as high as the map goes.
  const [halfA, halfB] = [(x2 - x1) / (a.length - 1) / 2, (y2 - y1) / (b.length - 1) / 2];
  const top = 2 * Math.abs(levels[levels.length - 1]) + 1;
  const grid = {
    width: a.length,
    height: b.length,
    x1: x1 - halfA,
    x2: x2 + halfA,
    y1: y1 - halfB,
    y2: y2 + halfB,
  };
  const heights = Array.from(values, (value) => (Number.isFinite(value) ? value : top));
  const bands = levels.map((_, k) => bandColor(k + 1, levels.length));
  const cells = hatched === undefined ? [] : cellsOf(hatched, a, b);
  return figure(document, record.title, record.caption, {
    width: WIDTH,
    height: HEIGHT,
    marginRight: 104,
    marginTop: 30,
    x: { domain: [x1, x2], label: record.axes[0], labelAnchor: "center", ticks: 6 },
    y: { domain: [y1, y2], label: record.axes[1], ticks: 6 },
    color: { type: "ordinal", domain: [...levels], range: bands },
    marks: [
      rect([0], { x1, x2, y1, y2, fill: bandColor(0, levels.length) }),
      contourLines(heights, {
        ...grid,
        fill: (height: number) => height,
        thresholds: [...levels],
        stroke: PAPER,
        strokeOpacity: 0.55,
        strokeWidth: 0.8,
        clip: true,
      }),
      geo(cells, { stroke: PAPER, strokeWidth: 1.1, strokeOpacity: 0.85, clip: true }),
      arrow(arrows, {
        x1: "a",
        y1: "b",
        x2: ({ a: at, da }: { a: number; da: number }) => at + da,
        y2: ({ b: at, db }: { b: number; db: number }) => at + db,
        stroke: PAPER,
        strokeWidth: 1.4,
        headLength: 5,
      }),
      ...lines.map(({ points, dashed = false }) => curveOn(points, dashed)),
      ...marks.flatMap(markOn),
      ...legend(record, bands),
    ],
  });
}

/** A light line on a dark one, which every ground shows. */
function curveOn(points: ContourLine["points"], dashed: boolean) {
  const options = { x: "0", y: "1", clip: true, strokeLinecap: "round" } as const;
  const dash = dashed ? { strokeDasharray: "2 6" } : {};
  return [
    line(points, { ...options, ...dash, stroke: INK, strokeWidth: 4.2 }),
    line(points, { ...options, ...dash, stroke: PAPER, strokeWidth: 2.2 }),
  ];
}

function markOn(mark: ContourMark) {
  const { symbol, text: words = "" } = mark;
  const open = symbol === "times";
  return [
    ...(open ? [dot([mark], { x: "a", y: "b", symbol, r: 6, stroke: INK, strokeWidth: 4 })] : []),
    dot([mark], {
      x: "a",
      y: "b",
      symbol,
      r: 6,
      ...(open ? { stroke: PAPER, strokeWidth: 2 } : { fill: PAPER, stroke: INK, strokeWidth: 1.3 }),
    }),
    text([mark], {
      x: "a",
      y: "b",
      text: () => words,
      dy: -15,
      fill: PAPER,
      stroke: INK,
      strokeWidth: 3,
      fontSize: 14,
      fontWeight: "600",
    }),
  ];
}

/** A diagonal stroke in each cell that is marked. */
function cellsOf(hatched: Uint8Array, a: readonly number[], b: readonly number[]) {
  const [stepA, stepB] = [a[1] - a[0], b[1] - b[0]];
  return [...hatched.keys()]
    .filter((k) => hatched[k] === 1)
    .map((k) => {
      const [x, y] = [a[k % a.length], b[Math.floor(k / a.length)]];
      const [dx, dy] = [0.32 * stepA, 0.32 * stepB];
      return {
        type: "LineString" as const,
        coordinates: [
          [x - dx, y - dy],
          [x + dx, y + dy],
        ],
      };
    });
}

/** The bands from the lowest up, beside the map. */
function legend({ a, b, levels, height, levelText: written = levelText }: ContourRecord, bands: readonly string[]) {
  const [x1, x2] = [a[0], a[a.length - 1]];
  const [y1, y2] = [b[0], b[b.length - 1]];
  const [w, h] = [x2 - x1, y2 - y1];
  const [left, right] = [x2 + 0.045 * w, x2 + 0.085 * w];
  const all = [bandColor(0, levels.length), ...bands];
  const step = Math.min(0.072 * h, (0.9 * h) / all.length);
  const swatches = all.map((fill, k) => ({ fill, y1: y1 + k * step, y2: y1 + (k + 1) * step }));
  const words = levels.map((level, k) => ({ y: y1 + (k + 1) * step, text: written(level) }));
  return [
    rect(swatches, { x1: () => left, x2: () => right, y1: "y1", y2: "y2", fill: ({ fill }: { fill: string }) => fill }),
    text(words, { x: () => right, y: "y", text: "text", textAnchor: "start", dx: 6, fontSize: 12 }),
    text([height], {
      x: () => left,
      y: () => y1 + (all.length + 0.5) * step,
      text: (name: string) => name,
      textAnchor: "start",
      fontSize: 13,
      fontWeight: "600",
      fill: colors.ink,
    }),
  ];
}
