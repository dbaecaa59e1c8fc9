/** Every figure against its golden SVG; look at test/golden/*.svg in a browser before you accept a change. */
import { DOMParser, parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { spaced } from "../../src/figures/angles.ts";
import {
  angles,
  arrows,
  calibration,
  contour,
  curve,
  type Figure,
  gap,
  groupWeights,
  learningCurves,
  lines,
  logLevels,
  path,
  profile,
  residuals,
  standalone,
  surface,
  weights,
} from "../../src/figures/index.ts";
import { curveAt } from "../../src/fit/curve.ts";
import { binaryModel, realModel } from "../fixtures/model.ts";

const { document } = parseHTML("<html><body></body></html>");
const { picture, link, features, standardized } = realModel;
const response = "strength";
const points = Array.from({ length: 40 }, (_, i) => {
  const z = -2 + i / 10;
  const prediction = curveAt(link)(z);
  return { z, prediction, y: prediction + ((i * 7) % 11) - 5 };
});

/** Two valleys and a ridge between them, and one place that is infinitely high. */
const places = Array.from({ length: 9 }, (_, i) => (i - 4) / 2);
const heights = Float64Array.from(places.flatMap((b) => places.map((a) => (a * a - 1) ** 2 + (b - (a * a) / 2) ** 2)));
heights[0] = Number.POSITIVE_INFINITY;
const landscape = {
  title: "two valleys",
  caption: "Two valleys.",
  height: "loss",
  axes: ["u", "v"] as const,
  a: places,
  b: places,
  values: heights,
  levels: logLevels(heights, { most: 5, count: 4 }),
  lines: [
    {
      points: [
        [-1, 0.5],
        [0, 0],
        [1, 0.5],
      ] as [number, number][],
    },
    {
      points: [
        [-1, 0.5],
        [1, 0.5],
      ] as [number, number][],
      dashed: true,
    },
  ],
  marks: [
    { a: -1, b: 0.5, symbol: "circle" as const, text: "w₁" },
    { a: 0, b: 0, symbol: "diamond" as const },
  ],
};
const straight = [0, 0.5, 1].map((t) => ({ t, value: 1 + t * (1 - t) }));

const angle = (median: number) => ({ median, least: 0.9 * median, largest: 1.2 * median });
const figures: Record<string, Figure> = {
  angles: angles(document, {
    title: "angles",
    panels: [
      {
        title: "three sizes",
        lines: [
          {
            learner: "monotoneSim",
            ours: true,
            points: [1000, 3000, 9000].map((rows) => ({ rows, ...angle(2e3 / rows) })),
          },
          { learner: "isotron", ours: false, points: [1000, 3000, 9000].map((rows) => ({ rows, ...angle(30) })) },
          { learner: "glmtron", ours: false, points: [1000, 3000, 9000].map((rows) => ({ rows, ...angle(31) })) },
        ],
      },
      { title: "one size", lines: [{ learner: "monotoneGlm", ours: true, points: [{ rows: 500, ...angle(1) }] }] },
    ],
  }),
  arrows: arrows(document, {
    title: "arrows",
    caption: "Two steps.",
    target: [0.6, 0.8],
    panels: ["clean", "corrupted"].map((title, k) => ({
      title,
      arrows: [
        { name: "that", ours: false, along: [-1, 0.1 - k] },
        { name: "this", ours: true, along: [0, 1] },
      ],
    })),
  }),
  curve: curve(document, { curve: curveAt(link), bins: picture.bins, points, response }),
  weights: weights(document, { features, standardized }),
  residuals: residuals(document, { curve: curveAt(link), bins: picture.bins, points, response }),
  path: path(document, { losses: picture.path }),
  gap: gap(document, {
    panels: ["exact", "noisy"].map((title, k) => ({
      title,
      steps: [1, 2, 3, 4],
      gap: [1, 1e-2, 1e-4, k === 0 ? 0 : 1e-4],
      potential: [0.5, 1e-2, 1e-3, 1e-4],
      bound: [100, 10, 1, 0.1],
    })),
  }),
  groupWeights: groupWeights(document, {
    steps: [0, 100, 200],
    groups: [
      { name: "north", weights: [0.5, 0.6, 0.7] },
      { name: "a name that is too long", weights: [0.5, 0.4, 0.3] },
    ],
  }),
  contour: contour(document, {
    ...landscape,
    hatched: Uint8Array.from(heights, (height) => Number(height > 2)),
    arrows: [{ a: 1, b: -1, da: -0.3, db: 0.2 }],
  }),
  surface: surface(document, landscape),
  learningCurves: learningCurves(document, {
    title: "learning",
    caption: "Two methods learn.",
    quantity: "loss, nats",
    lines: [true, false].map((ours) => ({
      name: ours ? "this one" : "that one",
      ours,
      points: [1000, 2000, 4000].map((tokens, k) => {
        const value = 3 - 0.4 * k - (ours ? 0.05 * k : 0);
        return { tokens, value, least: value - 0.1, largest: value + 0.1 };
      }),
    })),
  }),
  lines: lines(document, {
    title: "lines",
    caption: "Two quantities.",
    x: { label: "rows", logarithmic: true, ticks: [10, 100, 1000] },
    y: { label: "success", ticks: [0, 50, 100], unit: " %" },
    panels: ["left", "right"].map((title, k) => ({
      title,
      lines: [
        { name: "found", ours: true, points: [10, 100, 1000].map((n, i) => [n, 30 * i + k] as const) },
        { name: "other", ours: false, points: [10, 100, 1000].map((n, i) => [n, 29 * i + k] as const) },
        {
          name: "theory",
          ours: false,
          dashed: true,
          points: [
            [10, 10],
            [1000, 100],
          ],
        },
      ],
    })),
  }),
  profile: profile(document, {
    title: "a profile",
    caption: "A profile.",
    quantity: "error, %",
    lines: [{ name: "straight", ours: false, points: straight }],
    level: { value: 1, text: "the ends" },
  }),
  calibration: calibration(document, { tenths: binaryModel.heldOut.calibration! }),
};

/** A tag a line and two decimals: what is golden is the drawing, not the last bits of its coordinates. */
function normalized({ svg }: Figure): string {
  const text = svg.outerHTML
    .replace(/<style>[^]*?<\/style>/, "")
    .replaceAll("><", ">\n<")
    .replace(/-?\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2))));
  return `${text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')}\n`;
}

describe.each(Object.keys(figures))("%s", (name) => {
  it("looks as it did", async () => {
    await expect(normalized(figures[name])).toMatchFileSnapshot(`../golden/${name}.svg`);
  });

  it("can be read aloud, and leaves ink and background to the page", () => {
    const svg = figures[name].svg.outerHTML;
    expect(svg).toContain('role="img"');
    expect(svg).toContain(`aria-label="${figures[name].title}"`);
    expect(svg).toContain("aria-description=");
    expect(svg).toContain('fill="currentColor"');
    expect(svg).not.toMatch(/="(?:black|white|#000|#fff)/);
    expect(svg).not.toContain("NaN");
  });
});

describe("angles", () => {
  it("holds names apart that would lie on each other, and leaves the others where they are", () => {
    expect(spaced([0, 50, 52, 53, 100], 10)).toEqual([
      0,
      51.666666666666664 - 10,
      51.666666666666664,
      51.666666666666664 + 10,
      100,
    ]);
    expect(spaced([0, 9, 18], 10)).toEqual([-1, 9, 19]);
    expect(spaced([], 10)).toEqual([]);
  });

  it("stands alone as well-formed XML that brings its colors", () => {
    const text = standalone(figures.angles);
    const { documentElement } = new DOMParser().parseFromString(text, "text/xml");
    expect(documentElement.getAttribute("xmlns")).toBe("http://www.w3.org/2000/svg");
    const [tag] = text.split(">", 1);
    expect(tag.match(/ style="/g)).toHaveLength(1);
    expect(tag).toMatch(/color:#\w{6};--figure-fit:#\w{6};--figure-data:#\w{6}/);
  });
});

describe("names are text", () => {
  const wild = ["<script>alert(1)</script>", "a\u202eb", 'quote"s & <b>'];

  it("in labels and ticks", () => {
    const drawn = [
      weights(document, { features: wild, standardized: [1, -2, 3] }),
      curve(document, { curve: (z) => z, bins: picture.bins, response: wild[0] }),
    ];
    for (const { svg } of drawn) {
      expect(svg.outerHTML).not.toMatch(/<script|<b>|\u202e/);
    }
    expect(drawn[0].svg.outerHTML).toContain("a\\u{202e}b");
    expect(drawn[1].svg.outerHTML).toContain("&lt;script&gt;");
  });

  it("and may be equal after shortening", () => {
    const features = ["x".repeat(40), `${"x".repeat(40)}y`];
    const { svg } = weights(document, { features, standardized: [1, 2] });
    expect(svg.outerHTML.match(/<rect/g)).toHaveLength(2);
  });
});

describe("few data", () => {
  it("draws one bin, one weight, one step", () => {
    const bins = [{ z: 0, mean: 1, deviation: 0, rows: 1 }];
    for (const drawn of [
      curve(document, { curve: () => 1, bins, response }),
      curve(document, { curve: () => 1, bins: [], response }),
      weights(document, { features: ["x"], standardized: [0] }),
      residuals(document, { curve: () => 1, bins, response }),
      path(document, { losses: [1] }),
      path(document, { losses: [] }),
    ]) {
      expect(drawn.svg.outerHTML).not.toMatch(/NaN|Infinity/);
    }
  });
});

it("levels of a landscape lie closer where it is low, and end where they are told to", () => {
  const levels = logLevels([1, 101, Number.POSITIVE_INFINITY], { most: 51, count: 5, finest: -1 });
  expect(levels).toHaveLength(6);
  expect(levels[0]).toBeCloseTo(1 + Math.exp(-1), 12);
  expect(levels[5]).toBeCloseTo(51, 12);
  const ratios = levels.slice(1).map((level, k) => (level - 1) / (levels[k] - 1));
  for (const ratio of ratios) expect(ratio).toBeCloseTo(ratios[0], 9);
  expect(logLevels([2, 2], {})).toEqual([2]);
});
