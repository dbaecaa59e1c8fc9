/** The planes of the mode-connectivity study: around a curve, three optima, random directions, a training path. */
import { type ContourRecord, logLevels } from "../figures/index.ts";
import { pointAt } from "../landscape/curve.ts";
import { onPlane, type Plane, pathPlane, planeThrough, randomPlane } from "../landscape/plane.ts";
import { timesOf } from "../landscape/profile.ts";
import { type Kept, measureSurface, type Surface, type Window } from "../landscape/surface.ts";
import type { Subject } from "../landscape/task.ts";
import { openWorkshop } from "../landscape/workshop.ts";
import { RandomStream } from "../math/random.ts";
import { network } from "../network/network.ts";
import { threadsHere } from "../pass/kernel/threads.ts";
import type { Joined } from "./joinedOptima.ts";

/** A plane with what is to be drawn on it. */
export interface PlaneToDraw extends Pick<ContourRecord, "title" | "caption" | "axes" | "lines" | "marks"> {
  readonly name: string;
  readonly subject: Subject;
  readonly plane: Plane;
  readonly window: Window;
  readonly sizes: readonly number[];
}

/** Loss is drawn up to here, as in the paper; the logarithm of the finest level above the least. */
const MOST = 5;
const FINEST = -4;

/** The plane of a curve's ends and bend, with the curve and the straight line. */
export function curvePlane(subject: Subject, { ends, ways }: Joined, sizes: readonly number[]): PlaneToDraw {
  const { curve } = ways.find(({ kind }) => kind === "bezier")!;
  const bend = curve.points[1];
  const plane = planeThrough(ends[0], ends[1], bend);
  const at = (w: Float64Array): readonly [number, number] => {
    const { a, b } = onPlane(plane, w);
    return [a, b];
  };
  const marks = [
    { ...placed(at(ends[0])), symbol: "circle" as const, text: "w₁" },
    { ...placed(at(ends[1])), symbol: "circle" as const, text: "w₂" },
    { ...placed(at(bend)), symbol: "diamond" as const, text: "bend" },
  ];
  return {
    name: "curve",
    title: "Two optima and the curve between them",
    caption:
      "Loss on the plane through two networks trained apart (circles) and the bend of the curve trained between them (diamond): low along the curve (solid), high along the straight line (dashed).",
    axes: ["along w₂ − w₁", "across"],
    lines: [
      { points: [at(ends[0]), at(ends[1])], dashed: true },
      { points: timesOf().map((t) => at(pointAt(curve, t))) },
    ],
    marks,
    subject,
    plane,
    window: around(marks),
    sizes,
  };
}

/** The plane of three optima trained apart. */
export function optimaPlane(
  subject: Subject,
  [first, second, third]: readonly Float64Array[],
  sizes: readonly number[],
): PlaneToDraw {
  const plane = planeThrough(first, second, third);
  const marks = [first, second, third].map((w, k) => {
    const { a, b } = onPlane(plane, w);
    return { a, b, symbol: "circle" as const, text: `w${"₁₂₃"[k]}` };
  });
  return {
    name: "optima",
    title: "Three optima",
    caption: "Loss on the plane through three networks trained apart: three valleys with ridges between them.",
    axes: ["along w₂ − w₁", "across"],
    lines: [],
    marks,
    subject,
    plane,
    window: around(marks),
    sizes,
  };
}

/** Around an optimum along two random directions, their filters as long as its own. */
export function directionsPlane(
  subject: Subject,
  w: Float64Array,
  seed: number,
  sizes: readonly number[],
): PlaneToDraw {
  const plane = randomPlane(w, network(subject.architecture).layout, new RandomStream(seed));
  return {
    name: "directions",
    title: "Around an optimum",
    caption:
      "Loss around a trained network along two random directions, each filter of which is as long as the network's: a step of 1 changes every filter by its own length.",
    axes: ["first direction", "second direction"],
    lines: [],
    marks: [{ a: 0, b: 0, symbol: "circle", text: "w" }],
    subject,
    plane,
    window: { a: [-1, 1], b: [-1, 1] },
    sizes,
  };
}

/** The plane of a training path's principal components. */
export function trainingPlane(subject: Subject, path: readonly Float64Array[], sizes: readonly number[]): PlaneToDraw {
  const { explained, path: places, ...plane } = pathPlane(path);
  const farthest = Math.max(...places.map(({ distance }) => distance));
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
  return {
    name: "path",
    title: "The way of training",
    caption: `Loss on the plane closest to the path of training, a dot a sweep, from its first sweep to w. The plane explains ${percent(explained[0] + explained[1])} of the path's variance; its points are up to ${farthest.toPrecision(2)} away from it, while they spread over ${spread(places).toPrecision(2)} along it.`,
    axes: [`first component (${percent(explained[0])} of variance)`, `second component (${percent(explained[1])})`],
    lines: [{ points: places.map(({ a, b }) => [a, b] as const) }],
    marks: places.map(({ a, b }, k) => ({
      a,
      b,
      symbol: "circle" as const,
      ...(k === places.length - 1 && { text: "w" }),
    })),
    subject,
    plane,
    window: around(places),
    sizes,
  };
}

const placed = ([a, b]: readonly [number, number]) => ({ a, b });

const spread = (places: readonly { readonly a: number }[]): number =>
  Math.max(...places.map(({ a }) => a)) - Math.min(...places.map(({ a }) => a));

/** From 0.25 below to 0.25 above, in spans of the marks: the paper's −0.2 to 1.2 and a little. */
function around(marks: readonly { readonly a: number; readonly b: number }[]): Window {
  const range = (values: readonly number[]): [number, number] => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return [low - 0.25 * (high - low), high + 0.25 * (high - low)];
  };
  return { a: range(marks.map(({ a }) => a)), b: range(marks.map(({ b }) => b)) };
}

/** A plane measured: what its figures are drawn from. */
export interface MeasuredPlane {
  readonly name: string;
  readonly record: ContourRecord;
  readonly error: Float64Array;
}

/** Measures a plane on the rows that its subject learned from. */
export async function measurePlane(
  { name, subject, plane, window, sizes, ...record }: PlaneToDraw,
  options: {
    readonly signal?: AbortSignal | undefined;
    readonly kept: Kept | undefined;
    readonly progress: (share: number) => void;
  },
): Promise<MeasuredPlane> {
  const shop = await openWorkshop(subject, { threads: threadsHere(), signal: options.signal });
  try {
    const { kept, progress } = options;
    const settings = { sizes, on: "learned" as const, progress, ...(kept && { kept }) };
    let last: Surface | undefined;
    for await (const measured of measureSurface(shop, subject, plane, window, settings)) last = measured;
    const { a, b, loss, error } = last!;
    const levels = logLevels(loss, { most: MOST, finest: FINEST });
    return { name, record: { ...record, height: "loss", a, b, values: loss, levels }, error };
  } finally {
    shop.close();
  }
}
