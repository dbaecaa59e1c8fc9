import type { ContourLine, ContourMark, ContourRecord } from "./contour.ts";
import type { Figure, SvgDocument, SvgElement } from "./figure.ts";
import { heightColor, levelText } from "./levels.ts";

/** A landscape seen from the side: the record of its contours, and from where one looks. */
export interface SurfaceRecord extends Omit<ContourRecord, "hatched" | "arrows" | "axes"> {
  /** Degrees to turn it to the left, and to look down from. */
  readonly turn?: number;
  readonly tilt?: number;
  /** Heights by the logarithm above the least, as the levels are; default true. */
  readonly logarithmic?: boolean;
}

const WIDTH = 620;
const HEIGHT = 440;
/** The highest level above the ground, in sides of the map. */
const TALL = 0.6;
const NAMESPACE = "http://www.w3.org/2000/svg";

/** What is drawn, far things first. */
interface Piece {
  readonly depth: number;
  readonly tag: "path" | "circle" | "text";
  readonly attributes: Readonly<Record<string, string>>;
  readonly text?: string;
}

/**
 * The surface as quadrangles in parallel projection, from the back to the front, colored by height and shaded by the
 * light from the left. What is higher than the highest level is cut off, so that it hides nothing.
 */
export function surface(document: SvgDocument, record: SurfaceRecord): Figure {
  const { a, b, lines = [], marks = [] } = record;
  const view = viewOf(record);
  const pieces = [
    ...quadrangles(record, view),
    ...lines.flatMap((each) => trace(each, view)),
    ...marks.flatMap((mark) => stake(mark, view)),
  ].sort((p, q) => p.depth - q.depth);
  const corners = [a[0], a[a.length - 1]].flatMap((x) => [b[0], b[b.length - 1]].map((y) => view.at(x, y, 0)));
  const frame = hull(corners);
  const svg = element(document, "svg", {
    width: String(WIDTH),
    height: String(HEIGHT),
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    style: "max-width: 100%; height: auto; font: 13px system-ui, sans-serif;",
    // Of the quadrangles, of which there are many; all else says its own.
    "stroke-width": "0.4",
    "stroke-linejoin": "round",
    role: "img",
    "aria-label": record.title,
    "aria-description": record.caption,
  });
  const add = (piece: Omit<Piece, "depth">): void =>
    svg.append(element(document, piece.tag, piece.attributes, piece.text));
  add({ tag: "path", attributes: { d: frame, fill: "none", stroke: "currentColor", "stroke-opacity": "0.25" } });
  for (const piece of pieces) add(piece);
  for (const piece of heightBar(record, view)) add(piece);
  return { title: record.title, caption: record.caption, svg };
}

interface View {
  /** Where a point is drawn, and how near it is. @param rise its height from 0 to 1 */
  at(x: number, y: number, rise: number): { readonly px: number; readonly py: number; readonly depth: number };
  rise(height: number): number;
  /** The height at any place, between the four points around it. */
  heightAt(x: number, y: number): number;
}

function viewOf({ a, b, values, levels, turn = 30, tilt = 52, logarithmic = true }: SurfaceRecord): View {
  const radians = Math.PI / 180;
  const [sinTurn, cosTurn] = [Math.sin(turn * radians), Math.cos(turn * radians)];
  const [sinTilt, cosTilt] = [Math.sin(tilt * radians), Math.cos(tilt * radians)];
  const [x1, x2, y1, y2] = [a[0], a[a.length - 1], b[0], b[b.length - 1]];
  const least = values.reduce((p, q) => Math.min(p, q), Number.POSITIVE_INFINITY);
  const top = levels[levels.length - 1];
  // The height of the first level is as good as the ground.
  const ground = Math.log(Math.max(levels[0] - least, 1e-12));
  const span = Math.log(Math.max(top - least, 1e-12)) - ground || 1;
  const rise = (height: number): number => {
    const clipped = Number.isFinite(height) ? Math.min(height, top) : top;
    if (!logarithmic) return (clipped - least) / (top - least || 1);
    return Math.max(0, (Math.log(Math.max(clipped - least, 1e-12)) - ground) / span);
  };
  /** Across the picture, up it, and how near. */
  const projected = (x: number, y: number, up: number) => {
    const [u, v] = [(x - x1) / (x2 - x1) - 0.5, (y - y1) / (y2 - y1) - 0.5];
    const [across, away] = [u * cosTurn - v * sinTurn, u * sinTurn + v * cosTurn];
    return { across, upward: away * sinTilt + TALL * up * cosTilt, depth: -away };
  };
  const all = [
    ...b.flatMap((y, j) => a.map((x, i) => projected(x, y, rise(values[j * a.length + i])))),
    ...[x1, x2].flatMap((x) => [y1, y2].map((y) => projected(x, y, 0))),
  ];
  const [left, right] = rangeOf(all.map(({ across }) => across));
  const [low, high] = rangeOf(all.map(({ upward }) => upward));
  const scale = Math.min((WIDTH - 110) / (right - left), (HEIGHT - 44) / (high - low));
  return {
    rise,
    at: (x, y, up) => {
      const { across, upward, depth } = projected(x, y, up);
      return {
        px: 8 + (WIDTH - 110 - scale * (right - left)) / 2 + scale * (across - left),
        py: HEIGHT - 12 - (HEIGHT - 44 - scale * (high - low)) / 2 - scale * (upward - low),
        depth,
      };
    },
    heightAt: (x, y) => {
      const i = Math.min(Math.max(((x - x1) / (x2 - x1)) * (a.length - 1), 0), a.length - 1.000001);
      const j = Math.min(Math.max(((y - y1) / (y2 - y1)) * (b.length - 1), 0), b.length - 1.000001);
      const [k, l] = [Math.floor(i), Math.floor(j)];
      const value = (p: number, q: number): number => rise(values[(l + q) * a.length + k + p]);
      const [s, t] = [i - k, j - l];
      return (1 - t) * ((1 - s) * value(0, 0) + s * value(1, 0)) + t * ((1 - s) * value(0, 1) + s * value(1, 1));
    },
  };
}

const rangeOf = (values: readonly number[]): [number, number] =>
  values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);

function quadrangles({ a, b, values }: SurfaceRecord, view: View): Piece[] {
  const pieces: Piece[] = [];
  const corner = (i: number, j: number) => {
    const up = view.rise(values[j * a.length + i]);
    return { ...view.at(a[i], b[j], up), up };
  };
  const [across, along] = [strideOf(b.length), strideOf(a.length)];
  for (let j = 0; j + 1 < b.length; j += across) {
    for (let i = 0; i + 1 < a.length; i += along) {
      const [right, far] = [Math.min(i + along, a.length - 1), Math.min(j + across, b.length - 1)];
      const [p, q, r, s] = [corner(i, j), corner(right, j), corner(right, far), corner(i, far)];
      if (Math.min(p.up, q.up, r.up, s.up) >= 1) continue;
      const up = (p.up + q.up + r.up + s.up) / 4;
      // The steeper towards the light, the brighter.
      const light = Math.min(
        Math.max(1 + 0.9 * (q.up + r.up - p.up - s.up + 0.6 * (s.up + r.up - p.up - q.up)), 0.55),
        1.25,
      );
      const fill = lit(heightColor(up), light);
      pieces.push({
        depth: (p.depth + q.depth + r.depth + s.depth) / 4,
        tag: "path",
        attributes: { d: `${pathOf([p, q, r, s])}Z`, fill, stroke: fill },
      });
    }
  }
  return pieces;
}

/** At most so many quadrangles along a side: more would only make the file larger. */
const MOST = 50;

const strideOf = (points: number): number => Math.max(1, Math.ceil((points - 1) / MOST));

const pathOf = (points: readonly { readonly px: number; readonly py: number }[]): string =>
  points.map(({ px, py }, k) => `${k === 0 ? "M" : "L"}${px.toFixed(1)},${py.toFixed(1)}`).join("");

function lit(color: string, light: number): string {
  const channel = (at: number): string =>
    Math.min(255, Math.round(light * Number.parseInt(color.slice(at, at + 2), 16)))
      .toString(16)
      .padStart(2, "0");
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

/** A line on the ground of the surface, in short pieces that hills in front can hide. */
function trace({ points, dashed = false }: ContourLine, view: View): Piece[] {
  const fine = points.slice(1).flatMap(([x, y], k) => {
    const [fromX, fromY] = points[k];
    const steps = Math.max(1, Math.ceil(120 / points.length));
    return Array.from({ length: steps }, (_, i) => [
      fromX + ((x - fromX) * i) / steps,
      fromY + ((y - fromY) * i) / steps,
    ]);
  });
  const places = [...fine, points[points.length - 1]].map(([x, y]) => view.at(x, y, view.heightAt(x, y) + 0.012));
  return places.slice(1).flatMap((to, k) => {
    if (dashed && k % 4 >= 2) return [];
    const from = places[k];
    // In front of the cell it lies on.
    const depth = Math.max(from.depth, to.depth) + 0.02;
    const attributes = { d: pathOf([from, to]), fill: "none", "stroke-linecap": "round" };
    return [
      { depth, tag: "path" as const, attributes: { ...attributes, stroke: "#1b1b1b", "stroke-width": "4.4" } },
      {
        depth: depth + 0.02,
        tag: "path" as const,
        attributes: { ...attributes, stroke: "#fafafa", "stroke-width": "2.4" },
      },
    ];
  });
}

/** A diamond is drawn as a square on its corner. */
function stake({ a, b, text, symbol }: ContourMark, view: View): Piece[] {
  const { px, py, depth } = view.at(a, b, view.heightAt(a, b) + 0.012);
  // Above everything: a place in a pit is to be seen, too.
  const near = depth + 10;
  const paint = { fill: "#fafafa", stroke: "#1b1b1b", "stroke-width": "1.4" };
  const [x, y] = [px.toFixed(1), py.toFixed(1)];
  const place =
    symbol === "diamond"
      ? { tag: "path" as const, attributes: { ...paint, d: `M${x},${(py - 6.5).toFixed(1)}l5,6.5l-5,6.5l-5,-6.5Z` } }
      : { tag: "circle" as const, attributes: { ...paint, cx: x, cy: y, r: "5" } };
  const words = {
    x,
    y: (py - 11).toFixed(1),
    "text-anchor": "middle",
    fill: "#fafafa",
    stroke: "#1b1b1b",
    "stroke-width": "3",
    "paint-order": "stroke",
    "font-weight": "600",
  };
  return [
    { depth: near, ...place },
    ...(text === undefined ? [] : [{ depth: near + 1, tag: "text" as const, attributes: words, text }]),
  ];
}

/** Heights beside the surface, in the colors that it has there. */
function heightBar(
  { levels, height, levelText: written = levelText }: SurfaceRecord,
  view: View,
): Omit<Piece, "depth">[] {
  const [left, bottom, tall] = [WIDTH - 66, HEIGHT - 60, 240];
  const steps = 48;
  const bar = Array.from({ length: steps }, (_, k) => ({
    tag: "path" as const,
    attributes: {
      d: `M${left},${(bottom - (k * tall) / steps).toFixed(1)}h14v${(-tall / steps - 0.4).toFixed(1)}h-14Z`,
      fill: heightColor((k + 0.5) / steps),
    },
  }));
  const label = (x: number, y: number, text: string, weight = "400") => ({
    tag: "text" as const,
    attributes: { x: x.toFixed(1), y: y.toFixed(1), fill: "currentColor", "font-weight": weight },
    text,
  });
  let free = Number.POSITIVE_INFINITY;
  const words = levels.flatMap((level) => {
    const y = bottom - tall * view.rise(level);
    if (y > free - 15) return [];
    free = y;
    return [label(left + 20, y + 4, written(level))];
  });
  return [...bar, ...words, label(left - 8, bottom - tall - 16, height, "600")];
}

function hull(points: readonly { readonly px: number; readonly py: number }[]): string {
  const [p, q, r, s] = points;
  return `${pathOf([p, q, s, r])}Z`;
}

interface Growing extends SvgElement {
  append(child: unknown): void;
  textContent: string | null;
}

function element(
  document: SvgDocument,
  tag: string,
  attributes: Readonly<Record<string, string>>,
  text?: string,
): Growing {
  const made = document.createElementNS(NAMESPACE, tag) as Growing;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  return made;
}
