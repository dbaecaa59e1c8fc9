import { areaY, axisX, axisY, dot, gridY, line, ruleX, text } from "@observablehq/plot";
import { colors, type Figure, figure, type SvgDocument } from "./figure.ts";

/** The angle on n rows over several seeds, degrees. */
export interface AnglePoint {
  readonly rows: number;
  readonly median: number;
  readonly least: number;
  readonly largest: number;
}

export interface AnglesRecord {
  readonly title: string;
  /** What a panel's lines share; panels stand side by side. */
  readonly panels: readonly {
    readonly title: string;
    readonly lines: readonly {
      readonly learner: string;
      /** Drawn in the color of a fit rather than of what it is compared with. */
      readonly ours: boolean;
      /** Ascending in rows. */
      readonly points: readonly AnglePoint[];
    }[];
  }[];
}

/** A point with where it is drawn, `along` its panel from 0 to 1. */
type Drawn = AnglePoint & { panel: string; along: number; learner: string; color: string };

const HEIGHT = 380;
const MARGIN_TOP = 66;
const MARGIN_BOTTOM = 48;
/** Between the lines of two labels, pixels. */
const LABEL = 17;
const TICKS = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100];

/** Angle to w* against the number of rows, one line a learner, a band from the least to the largest over the seeds. */
export function angles(document: SvgDocument, { title, panels }: AnglesRecord): Figure {
  const drawn = drawnOf(panels);
  const low = Math.max(Math.min(...drawn.map(({ least }) => least)), 0.01) / 1.6;
  const high = Math.min(1.6 * Math.max(...drawn.map(({ largest }) => largest)), 180);
  const ticks = TICKS.filter((tick) => tick > low && tick < high);
  const at = { x: "along", fx: "panel", z: "learner" } as const;
  return figure(
    document,
    title,
    "Angle between the learned weights and w*, in degrees, against the number of rows; both axes are logarithmic. Lines and dots are medians over the seeds, bands and bars reach from the least to the largest.",
    {
      width: 860,
      height: HEIGHT,
      marginTop: MARGIN_TOP,
      marginBottom: MARGIN_BOTTOM,
      marginLeft: 50,
      marginRight: 100,
      x: { domain: [0, 1] },
      y: { type: "log", domain: [low, high] },
      fx: { domain: panels.map((panel) => panel.title), padding: 0.28, axis: null },
      marks: [
        gridY(ticks, { strokeOpacity: 0.18 }),
        axisY(ticks, { label: null, tickFormat: (degrees: number) => `${degrees}°`, tickSize: 0, fontSize: 12 }),
        ...panels.map(rowsAxis),
        heading(
          panels.map((panel) => panel.title),
          { dy: -38, fontWeight: "600" },
        ),
        heading(
          panels.map((panel) => panel.title),
          { dy: -14, words: "angle to w*", opacity: 0.85 },
        ),
        areaY(drawn, { ...at, y1: "least", y2: "largest", fill: "color", fillOpacity: 0.2 }),
        ruleX(drawn, { ...at, y1: "least", y2: "largest", stroke: "color", strokeWidth: 2, strokeOpacity: 0.5 }),
        line(drawn, { ...at, y: "median", stroke: "color", strokeWidth: 2.25 }),
        dot(drawn, { ...at, y: "median", fill: "color", r: 3.5 }),
        ...labels(drawn, low, high),
      ],
    },
  );
}

/** The points in the order in which they are drawn: ours come last and lie on top. */
function drawnOf(panels: AnglesRecord["panels"]): Drawn[] {
  const drawn = panels.flatMap((panel) =>
    panel.lines.flatMap(({ learner, ours, points }) =>
      points.map((point) => ({
        ...point,
        panel: panel.title,
        along: placesOf(panel).get(point.rows)!,
        learner,
        ours,
        color: ours ? colors.fit : colors.data,
      })),
    ),
  );
  return [...drawn.filter(({ ours }) => !ours), ...drawn.filter(({ ours }) => ours)];
}

/** Every panel has a logarithmic axis of its own: where on it each number of rows stands. */
function placesOf({ lines }: AnglesRecord["panels"][number]): Map<number, number> {
  const sizes = [...new Set(lines.flatMap(({ points }) => points.map(({ rows }) => rows)))].sort((a, b) => a - b);
  const [fewest, most] = [sizes[0], sizes[sizes.length - 1]];
  const place = (rows: number): number =>
    most > fewest ? 0.05 + (0.9 * Math.log(rows / fewest)) / Math.log(most / fewest) : 0.4;
  return new Map(sizes.map((rows) => [rows, place(rows)]));
}

function rowsAxis(panel: AnglesRecord["panels"][number]) {
  const places = placesOf(panel);
  const sizes = new Map([...places].map(([rows, place]) => [place, rows]));
  const [first] = sizes.keys();
  return axisX([...sizes.keys()], {
    fx: () => panel.title,
    label: null,
    fontSize: 12,
    tickFormat: (place: number) => `${place === first ? "n = " : ""}${sizes.get(place)!.toLocaleString("en-US")}`,
  });
}

/** Words above every panel, flush left: its title, where no others are given. */
function heading(
  titles: readonly string[],
  { words, ...style }: { words?: string; dy: number; [key: string]: unknown },
) {
  return text(titles, {
    fx: (title: string) => title,
    text: (title: string) => words ?? title,
    frameAnchor: "top-left",
    ...style,
  });
}

/** A learner's name at the end of its line, moved up or down where names would lie on each other. */
function labels(drawn: readonly Drawn[], low: number, high: number) {
  const scale = (HEIGHT - MARGIN_TOP - MARGIN_BOTTOM) / Math.log(high / low);
  const height = ({ median }: Drawn): number => scale * Math.log(high / median);
  return [...new Set(drawn.map(({ panel }) => panel))].flatMap((panel) => {
    const last = new Map(drawn.filter((point) => point.panel === panel).map((point) => [point.learner, point]));
    const ends = [...last.values()].sort((a, b) => height(a) - height(b));
    const places = spaced(ends.map(height), LABEL);
    return ends.map((end, k) =>
      text([end], {
        x: "along",
        y: "median",
        fx: "panel",
        text: "learner",
        fill: "color",
        textAnchor: "start",
        dx: 10,
        dy: places[k] - height(end),
      }),
    );
  });
}

/** Ascending places at least a gap apart, each run of places that had to move still around its own middle. */
export function spaced(places: readonly number[], gap: number): number[] {
  const runs: { middle: number; count: number }[] = [];
  for (const place of places) {
    let run = { middle: place, count: 1 };
    for (let before = runs.at(-1); before !== undefined; before = runs.at(-1)) {
      if (run.middle - before.middle >= (gap * (run.count + before.count)) / 2) break;
      const count = run.count + before.count;
      run = { middle: (run.middle * run.count + before.middle * before.count) / count, count };
      runs.pop();
    }
    runs.push(run);
  }
  return runs.flatMap(({ middle, count }) =>
    Array.from({ length: count }, (_, k) => middle + gap * (k - (count - 1) / 2)),
  );
}
