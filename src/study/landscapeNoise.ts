/** What corrupted labels do to the landscape of one neuron (DiakonikolasKTZ2022, its Figure 2): the study. */
import { type ContourRecord, contour, type SurfaceRecord, standalone, surface } from "../figures/index.ts";
import { type Basins, basinsOf } from "../landscape/basins.ts";
import {
  FIELD_NAMES,
  type FieldName,
  gridOf,
  neuronAt,
  planeChart,
  pointsAway,
  surrogateAt,
} from "../landscape/neuron.ts";
import { type Stationary, stationaryPoints } from "../landscape/stationary.ts";
import { squareTerrain, type Terrain } from "../landscape/terrain.ts";
import { linkAt } from "../problem/link.ts";
import { links } from "../problem/links/index.ts";
import type { Experiment, ExperimentOptions, Findings } from "./experiment.ts";
import type { Claim } from "./study.ts";

const ramp = links.clip();
const { value } = linkAt(ramp);

/** The ramp clip(z, −1, 1), x uniform on [−2, 2]², w* = (1, 0), clean labels. */
export const LANDSCAPE = {
  link: ramp,
  target: [1, 0] as const,
  label: (x1: number): number => value(x1),
};

/**
 * Labels that answer to −w* up to |x₁| = reach and to w* beyond. The paper does not say what noise its figure has; this
 * one is our reconstruction, and makes −w* a local minimum as there.
 */
export const corruptedLabel =
  (reach: number) =>
  (x1: number): number =>
    Math.abs(x1) <= reach ? value(-x1) : value(x1);

/** A multiple of the panels' width, so that no panel has a jump in it. */
const REACH = 1.2;

const chart = planeChart(Float64Array.of(1, 0), Float64Array.of(0, 1));

/** An odd number, so that ±w* and 0 are on the grid. */
const axisOf = (points: number): number[] => Array.from({ length: points }, (_, i) => -2 + (4 * i) / (points - 1));

interface Seen {
  readonly name: "clean" | "corrupted";
  readonly heights: { readonly loss: Float64Array; readonly surrogate: Float64Array; readonly smoothed: Float64Array };
  readonly stationary: readonly Stationary[];
  readonly fields: Readonly<
    Record<FieldName, { readonly away: Uint8Array; readonly g: readonly Float64Array[]; readonly basins: Basins }>
  >;
}

export const landscapeNoise: Experiment = {
  name: "landscape-noise",
  about: "The loss of one neuron over the plane of its weights, labels clean and corrupted: where fields lead astray.",
  endings: [
    ".json",
    ...["clean", "corrupted"].flatMap((name) => [
      `-${name}-relief.svg`,
      ...FIELD_NAMES.map((field) => `-${name}-${field}.svg`),
    ]),
  ],
  run: study,
};

async function study({ quick, signal, progress }: ExperimentOptions): Promise<Findings> {
  const axis = axisOf(quick ? 41 : 81);
  // Basins take hundreds of sweeps: from a coarser grid of starts.
  const starts = gridOf(chart, axisOf(quick ? 9 : 17), axisOf(quick ? 9 : 17));
  const terrains = {
    clean: await squareTerrain(LANDSCAPE),
    corrupted: await squareTerrain({ ...LANDSCAPE, label: corruptedLabel(REACH) }),
  };
  const seen: Seen[] = [];
  for (const name of ["clean", "corrupted"] as const) {
    const tell = (stage: string, done: number): void =>
      progress?.({ stage: `${name} labels: ${stage}`, done: (seen.length + done) / 2 });
    seen.push(await look(name, terrains[name], axis, starts, quick, tell, signal));
  }
  progress?.({ stage: "done", done: 1 });
  return findings(axis, starts, seen, await facts(terrains.clean));
}

async function look(
  name: Seen["name"],
  terrain: Terrain,
  axis: readonly number[],
  starts: readonly Float64Array[],
  quick: boolean,
  tell: (stage: string, done: number) => void,
  signal?: AbortSignal,
): Promise<Seen> {
  const weights = gridOf(chart, axis, axis);
  tell("heights", 0);
  const fields = {} as Record<FieldName, Seen["fields"][FieldName]>;
  const losses = {} as Record<FieldName, Float64Array>;
  for (const [k, field] of FIELD_NAMES.entries()) {
    signal?.throwIfAborted();
    const points = await neuronAt(terrain, weights, field);
    losses[field] = Float64Array.from(points, ({ loss }) => loss);
    tell(`basins of the field ${field}`, (k + 0.5) / (FIELD_NAMES.length + 1));
    fields[field] = {
      away: pointsAway(points, weights, terrain.target),
      g: points.map(({ g }) => g),
      basins: await basinsOf(terrain, starts, field, { steps: quick ? 150 : 300 }),
    };
  }
  tell("stationary points", FIELD_NAMES.length / (FIELD_NAMES.length + 1));
  return {
    name,
    heights: {
      loss: losses.squareLoss,
      smoothed: losses.smoothed,
      surrogate: Float64Array.from(await surrogateAt(terrain, weights)),
    },
    // Cells with ±w* inside rather than on a corner.
    stationary: await stationaryPoints(terrain, chart, axisOf(axis.length - 1), axisOf(axis.length - 1)),
    fields,
  };
}

/** The two integrals that the figure's axis shows. */
async function facts(terrain: Terrain): Promise<{ readonly zero: number; readonly opposite: number }> {
  const [zero, opposite] = await neuronAt(terrain, [Float64Array.of(0, 0), Float64Array.of(-1, 0)]);
  return { zero: zero.loss, opposite: opposite.loss };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const shareOf = (marks: Uint8Array): number => marks.reduce((sum, mark) => sum + mark, 0) / marks.length;

/** The share of starts from which a field leads to an end with w·w* < 0. */
function lured({ ends, of }: Basins): number {
  return of.filter((end) => end >= 0 && ends[end][0] < 0).length / of.length;
}

function findings(
  axis: readonly number[],
  starts: readonly Float64Array[],
  seen: readonly Seen[],
  { zero, opposite }: Awaited<ReturnType<typeof facts>>,
): Findings {
  const [clean, corrupted] = seen;
  const nearOpposite = corrupted.stationary.find(
    ({ kind, a, b }) => kind === "minimum" && Math.abs(a + 1) < 0.05 && Math.abs(b) < 0.05,
  );
  const claims: Claim[] = [
    {
      says: "clean labels, ∫(σ(w·x) − y)² over the square is 32/3 at 0 and 128/3 at −w*",
      holds: Math.abs(zero - 32 / 3) < 1e-9 && Math.abs(opposite - 128 / 3) < 1e-9,
      found: `${zero.toFixed(6)} and ${opposite.toFixed(6)}`,
    },
    {
      says: "clean labels, w* is the only minimum",
      holds: clean.stationary.filter(({ kind }) => kind === "minimum").length === 1,
      found: written(clean.stationary),
    },
    {
      says: "corrupted labels, there is a local minimum at −w*",
      holds: nearOpposite !== undefined,
      found: written(corrupted.stationary),
    },
    {
      says: "corrupted labels, descent on the square loss is lured to w·w* < 0 from some starts, descent on the surrogate from none",
      holds: lured(corrupted.fields.squareLoss.basins) > 0 && lured(corrupted.fields.surrogate.basins) === 0,
      found: `from ${percent(lured(corrupted.fields.squareLoss.basins))} and ${percent(lured(corrupted.fields.surrogate.basins))} of ${starts.length} starts`,
    },
  ];
  return {
    tables: [
      {
        head: `Fields over the plane of weights, ${axis.length}×${axis.length} points`,
        table: {
          heads: ["labels", "field", "points away from w*", "leads to w·w* < 0 from", "different ends"],
          rows: seen.flatMap(({ name, fields }) =>
            FIELD_NAMES.map((field) => [
              name,
              field,
              percent(shareOf(fields[field].away)),
              percent(lured(fields[field].basins)),
              String(fields[field].basins.ends.length),
            ]),
          ),
        },
      },
      {
        head: "Stationary points of the square loss",
        table: {
          heads: ["labels", "kind", "w₁", "w₂", "loss"],
          rows: seen.flatMap(({ name, stationary }) =>
            stationary.map(({ kind, a, b, loss }) => [name, kind, a.toFixed(3), b.toFixed(3), loss.toFixed(3)]),
          ),
        },
      },
    ],
    claims,
    csv: csv(axis, seen),
    figure: (document) => contour(document, record(axis, corrupted, "squareLoss")),
    files: (document) => ({
      ".json": `${JSON.stringify({ name: landscapeNoise.name, reach: REACH, axis, stationary: seen.map(({ name, stationary }) => ({ name, stationary })) })}\n`,
      ...Object.fromEntries(
        seen.flatMap((each) => [
          [`-${each.name}-relief.svg`, standalone(surface(document, reliefRecord(axis, each)))],
          ...FIELD_NAMES.map((field) => [
            `-${each.name}-${field}.svg`,
            standalone(contour(document, record(axis, each, field))),
          ]),
        ]),
      ),
    }),
  };
}

const written = (stationary: readonly Stationary[]): string =>
  stationary.map(({ kind, a, b }) => `${kind} (${a.toFixed(2)}, ${b.toFixed(2)})`).join(", ") || "none";

const HEIGHTS = { squareLoss: "loss", surrogate: "surrogate", smoothed: "smoothed" } as const;
const TITLES = {
  squareLoss: "the square loss, and descent on it",
  surrogate: "the surrogate, and descent on it",
  smoothed: "the smoothed loss, and its field",
};

/** The height that a field belongs to, its arrows downhill, and where it points away from w*. */
function record(axis: readonly number[], { name, heights, stationary, fields }: Seen, field: FieldName): ContourRecord {
  const values = heights[HEIGHTS[field]];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const count = 10;
  const every = (axis.length - 1) / 10;
  const { g, away } = fields[field];
  const longest = Math.max(...g.map((each) => Math.sqrt(each[0] * each[0] + each[1] * each[1])));
  const arrows = g.flatMap((each, k) => {
    const [i, j] = [k % axis.length, Math.floor(k / axis.length)];
    const length = Math.sqrt(each[0] * each[0] + each[1] * each[1]);
    if (i % every !== every / 2 || j % every !== every / 2 || length < 1e-6 * longest) return [];
    const scale = 0.28 / Math.sqrt(length * longest);
    return [{ a: axis[i], b: axis[j], da: -scale * each[0], db: -scale * each[1] }];
  });
  // A hatch a cell of the coarser look, or they run into each other.
  const hatched = away.map((mark, k) =>
    (k % axis.length) % (every / 2) === 0 && Math.floor(k / axis.length) % (every / 2) === 0 ? mark : 0,
  );
  const minima = field === "squareLoss" ? stationary.filter(({ kind }) => kind !== "maximum") : [];
  return {
    title: `${name === "clean" ? "Clean" : "Corrupted"} labels: ${TITLES[field]}`,
    caption: `Over the weights of one neuron (a ramp, x uniform on a square, w* = (1, 0)), labels ${name}. Arrows: where the field leads. Hatched: where it points away from w*. Crosses: saddles; circles: minima.`,
    height: HEIGHTS[field],
    axes: ["w₁", "w₂"],
    a: axis,
    b: axis,
    values,
    levels: Array.from({ length: count }, (_, k) => low + ((k + 1) * (high - low)) / (count + 1)),
    marks: [
      ...minima.map(({ a, b, kind }) => ({
        a,
        b,
        symbol: kind === "saddle" ? ("times" as const) : ("circle" as const),
      })),
      { a: 1, b: 0, symbol: "star" as const, text: "w*" },
      { a: -1, b: 0, symbol: "diamond" as const, text: "−w*" },
    ],
    arrows,
    hatched,
  };
}

/** The whole surface: nothing is cut off. */
function reliefRecord(axis: readonly number[], seen: Seen): SurfaceRecord {
  const { levels, ...rest } = record(axis, seen, "squareLoss");
  return { ...rest, levels: [...levels, Math.max(...rest.values)], logarithmic: false };
}

function csv(axis: readonly number[], seen: readonly Seen[]): string {
  const heads = `labels,w1,w2,loss,surrogate,smoothed,${FIELD_NAMES.map((field) => `${field}_away`).join(",")}`;
  const lines = seen.flatMap(({ name, heights, fields }) =>
    Array.from(heights.loss, (loss, k) =>
      [
        name,
        ...[
          axis[k % axis.length],
          axis[Math.floor(k / axis.length)],
          loss,
          heights.surrogate[k],
          heights.smoothed[k],
        ].map((number) => Number(number.toPrecision(6))),
        ...FIELD_NAMES.map((field) => fields[field].away[k]),
      ].join(","),
    ),
  );
  return `${[heads, ...lines].join("\n")}\n`;
}
