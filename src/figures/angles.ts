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

type Drawn = AnglePoint & { panel: string; learner: string; color: string };

const HEIGHT = 400;
const MARGIN_TOP = 58;
const MARGIN_BOTTOM = 52;
/** Between the lines of two labels, pixels. */
const LABEL = 17;

/** Angle to w* against the number of rows, one line a learner, a band from the least to the largest over the seeds. */
export function angles(document: SvgDocument, { title, panels }: AnglesRecord): Figure {
  const drawn: Drawn[] = panels.flatMap(({ title: panel, lines }) =>
    lines.flatMap(({ learner, ours, points }) =>
      points.map((point) => ({ ...point, panel, learner, color: ours ? colors.fit : colors.data })),
    ),
  );
  const low = 10 ** Math.floor(Math.log10(Math.min(...drawn.map(({ least }) => least), 1)));
  const domain: [number, number] = [Math.max(low, 0.01), 180];
  const rows = drawn.map((point) => point.rows);
  const [fewest, most] = [Math.min(...rows), Math.max(...rows)];
  const at = { x: "rows", fx: "panel", z: "learner" } as const;
  const single = drawn.filter(({ panel, learner }) => countOf(drawn, panel, learner) === 1);
  return figure(
    document,
    title,
    "Angle between the learned weights and w*, in degrees, against the number of rows; both axes are logarithmic. Lines and dots are medians over the seeds, bands and bars reach from the least to the largest.",
    {
      width: 860,
      height: HEIGHT,
      marginTop: MARGIN_TOP,
      marginBottom: MARGIN_BOTTOM,
      marginLeft: 62,
      marginRight: 110,
      x: { type: "log", domain: [fewest / 1.15, most * 1.15] },
      y: { type: "log", domain },
      fx: { label: null, domain: panels.map((panel) => panel.title), padding: 0.3, axis: null },
      marks: [
        gridY([0.1, 1, 10, 100], { strokeOpacity: 0.12 }),
        axisY([0.1, 1, 10, 100], { label: "angle to w*", tickFormat: (degrees: number) => `${degrees}°`, tickSize: 0 }),
        ...panels.map((panel) => {
          const sizes = [...new Set(drawn.filter((d) => d.panel === panel.title).map((d) => d.rows))];
          return axisX(sizes, {
            fx: panel.title,
            label: "rows n",
            labelAnchor: "center",
            tickFormat: (n: number) => n.toLocaleString("en-US").replaceAll(",", "\u202f"),
          });
        }),
        text(
          panels.map((panel) => panel.title),
          {
            fx: (panel: string) => panel,
            text: (panel: string) => panel,
            frameAnchor: "top",
            dy: -30,
            fontWeight: 600,
          },
        ),
        areaY(drawn, { ...at, y1: "least", y2: "largest", fill: "color", fillOpacity: 0.16 }),
        line(drawn, { ...at, y: "median", stroke: "color", strokeWidth: 2.25 }),
        ruleX(single, { ...at, y1: "least", y2: "largest", stroke: "color", strokeWidth: 2.25, strokeOpacity: 0.5 }),
        dot(drawn, { ...at, y: "median", fill: "color", r: 3.5 }),
        ...labels(drawn, domain),
      ],
    },
  );
}

/** A learner's name at the end of its line, moved up or down where names would lie on each other. */
function labels(drawn: readonly Drawn[], [low, high]: readonly [number, number]) {
  const perPixel = (HEIGHT - MARGIN_TOP - MARGIN_BOTTOM) / Math.log(high / low);
  return [...new Set(drawn.map(({ panel }) => panel))].flatMap((panel) => {
    const last = new Map(drawn.filter((point) => point.panel === panel).map((point) => [point.learner, point]));
    const ends = [...last.values()].sort((a, b) => b.median - a.median);
    const places = spaced(
      ends.map(({ median }) => perPixel * Math.log(high / median)),
      LABEL,
    );
    return ends.map((end, k) =>
      text([end], {
        x: "rows",
        y: "median",
        fx: "panel",
        text: "learner",
        fill: "color",
        textAnchor: "start",
        dx: 10,
        dy: places[k] - perPixel * Math.log(high / end.median),
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

const countOf = (drawn: readonly Drawn[], panel: string, learner: string): number =>
  drawn.filter((point) => point.panel === panel && point.learner === learner).length;
