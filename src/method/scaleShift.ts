/**
 * The scale s and shift b of a known link at a given direction: min over (s, b) of E (S(sρz + b, sτ) − y)², on a
 * profile of z alone, so that no sweep is needed. With ρ < 1 the link is seen as a direction at angle arccos ρ sees it.
 *
 * The loss may have several valleys and, for links that jump, no gradient: a grid of starts, then a compass search
 * (four directions, steps that double on success and halve on failure).
 */
import { exp } from "../math/elementary.ts";
import { linkOf } from "../pass/maps.ts";
import type { LinkReference, ProfileSums } from "../pass/pass.ts";
import { type LinkMaps, linkMaps } from "../problem/link.ts";
import type { KnownLink } from "./field.ts";

export type ScaleShift = Pick<KnownLink, "scale" | "shift">;

export interface ScaleShiftOptions {
  readonly link: LinkReference;
  /** false fixes b = 0. */
  readonly intercept: boolean;
  /** ρ; default 1. */
  readonly smoothing?: number;
  /** A scale and shift nearby, which spares the grid. */
  readonly near?: ScaleShift;
}

/** As few points as keep the shape of the profile: their work is done a hundred times. */
const POINTS = 100;
/** Tails are thin but decide biased links: no point is wider than this. */
const WIDTH = 0.08;
const SCALES = [1 / 16, 1 / 8, 1 / 4, 1 / 2, Math.SQRT1_2, 1, Math.SQRT2, 2, 4, 8, 16];
/**
 * Scales beyond so many times 1 and the labels' deviation are out of bounds: there an S is a jump, on a plateau of the
 * loss that leads nowhere, and a jump, which has no scale, would follow rounding errors to infinity.
 */
const FARTHEST = 32;
/** The search ends at strides below this: while the direction is still on its way a hundredth is close enough. */
const UNDER_WAY = 1e-2;
const AT_THE_END = 1e-3;
const LOCATIONS = [-3, -2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3];

export function fitScaleShift(
  profile: ProfileSums,
  { link, intercept, smoothing = 1, near }: ScaleShiftOptions,
): KnownLink {
  const points = condensed(profile, ...finenessOf(linkOf(link).jumps, smoothing));
  const maps = linkMaps(linkOf(link), points.z.length);
  const loss = lossOn(points, maps, smoothing);
  const { deviation, mean } = labelsOf(points);
  const range = { least: Math.min(1, deviation) / FARTHEST, most: Math.max(1, deviation) * FARTHEST };
  const starts = near === undefined ? gridOf(mean, deviation, intercept) : [within(range, near)];
  // Few points are enough to see which valley is deepest.
  const few = near === undefined ? condensed(profile, POINTS / 4, 4 * WIDTH) : points;
  const brief = lossOn(few, maps, smoothing);
  const losses = starts.map(({ scale, shift }) => brief(scale, shift));
  const start = starts[losses.indexOf(losses.reduce((a, b) => (b < a ? b : a)))] ?? starts[0];
  const pivot = pivotOf(points, maps, start, smoothing);
  const strides = { first: near === undefined ? 0.25 : 0.06, last: smoothing < 1 ? UNDER_WAY : AT_THE_END };
  return { link, ...compass(loss, start, pivot, range, intercept, strides) };
}

/** How many points, and how wide at most. Where a link jumps decides all; through noise nothing is that sharp. */
function finenessOf(jumps: boolean, smoothing: number): [number, number] {
  if (smoothing < 1) return [POINTS / 2, 2 * WIDTH];
  return jumps ? [3 * POINTS, WIDTH / 3] : [POINTS, WIDTH];
}

interface Range {
  readonly least: number;
  readonly most: number;
}
type Loss = (scale: number, shift: number) => number;

/**
 * Moves along ±ln s, turning about the pivot z₀, and along ±b. Turning about the place where the link rises keeps the
 * two apart: else a biased link's scale and shift lie along one narrow valley.
 */
function compass(
  loss: Loss,
  start: ScaleShift,
  pivot: number,
  range: Range,
  intercept: boolean,
  strides: { readonly first: number; readonly last: number },
): ScaleShift {
  let best = start;
  let least = loss(start.scale, start.shift);
  let stride = strides.first;
  for (let moves = 0; stride > strides.last && moves < 200; moves++) {
    const { scale, shift } = best;
    const tries = [exp(stride), exp(-stride)].map((factor) => ({
      scale: scale * factor,
      shift: intercept ? shift + scale * pivot * (1 - factor) : 0,
    }));
    if (intercept) tries.push({ scale, shift: shift + stride * scale }, { scale, shift: shift - stride * scale });
    const better = tries.find((next) => {
      if (next.scale < range.least || next.scale > range.most) return false;
      const found = loss(next.scale, next.shift);
      if (!(found < least)) return false;
      least = found;
      return true;
    });
    best = better ?? best;
    stride = better === undefined ? stride / 2 : Math.min(stride * 2, 1);
  }
  return best;
}

/** Where the link rises: the mean of z weighed by the squared slope; 0 where there is no slope to see. */
function pivotOf({ z, mass }: Points, maps: LinkMaps, { scale, shift }: ScaleShift, rho: number): number {
  const slope = new Float64Array(z.length);
  maps.smoothSlope(
    z.map((value) => scale * rho * value + shift),
    scale * Math.sqrt(1 - rho * rho),
    slope,
    z.length,
  );
  const weight = slope.map((h, j) => h * h * mass[j]);
  const total = weight.reduce((sum, w) => sum + w, 0);
  return total > 0 && Number.isFinite(total) ? weight.reduce((sum, w, j) => sum + w * z[j], 0) / total : 0;
}

interface Points {
  readonly z: Float64Array;
  readonly y: Float64Array;
  readonly mass: Float64Array;
}

function lossOn({ z, y, mass }: Points, maps: LinkMaps, rho: number): Loss {
  const mean = new Float64Array(z.length);
  const fitted = new Float64Array(z.length);
  return (scale, shift) => {
    for (let j = 0; j < z.length; j++) mean[j] = scale * rho * z[j] + shift;
    maps.smooth(mean, scale * Math.sqrt(1 - rho * rho), fitted, z.length);
    let sum = 0;
    for (let j = 0; j < z.length; j++) sum += mass[j] * (fitted[j] - y[j]) ** 2;
    return Number.isFinite(sum) ? sum : Number.POSITIVE_INFINITY;
  };
}

/** The labels' mean and deviation. */
function labelsOf({ y, mass }: Points): { mean: number; deviation: number } {
  const total = mass.reduce((sum, weight) => sum + weight, 0);
  const mean = mass.reduce((sum, weight, j) => sum + weight * y[j], 0) / total;
  const variance = mass.reduce((sum, weight, j) => sum + weight * (y[j] - mean) ** 2, 0) / total;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

/** Moved to a scale within range: down to the steepest with the link's place kept, up from a constant with its value. */
function within({ least, most }: Range, { scale, shift }: ScaleShift): ScaleShift {
  const nearest = Math.min(Math.max(scale, least), most);
  return { scale: nearest, shift: scale < least ? shift : shift * (nearest / scale) };
}

/** Scales around 1 and around the labels' deviation, at kinks all along the index, and a line through the labels' mean. */
function gridOf(mean: number, deviation: number, intercept: boolean): ScaleShift[] {
  // Labels of about unit deviation need no scales of their own.
  const ordinary = deviation > 1 / 4 && deviation < 4;
  const scales = ordinary ? SCALES : [...SCALES, ...SCALES.map((scale) => scale * deviation)];
  if (!intercept) return scales.map((scale) => ({ scale, shift: 0 }));
  return scales.flatMap((scale) => [
    { scale, shift: mean },
    ...LOCATIONS.map((location) => ({ scale, shift: -location * scale })),
  ]);
}

/** Neighboring bins joined until no more than about `most` are left, none wider than `widest`, each at the mean of its z. */
function condensed({ mass, z, y }: ProfileSums, most: number, widest: number): Points {
  const total = mass.reduce((sum, weight) => sum + weight, 0);
  const points: { z: number; y: number; mass: number }[] = [];
  let open = { z: 0, y: 0, mass: 0 };
  let left = Number.NaN;
  for (let j = 0; j < mass.length; j++) {
    if (mass[j] === 0) continue;
    const here = z[j] / mass[j];
    if (open.mass > 0 && (open.mass >= total / most || here - left > widest)) {
      points.push(open);
      open = { z: 0, y: 0, mass: 0 };
    }
    if (open.mass === 0) left = here;
    open = { z: open.z + z[j], y: open.y + y[j], mass: open.mass + mass[j] };
  }
  points.push(open);
  return {
    z: Float64Array.from(points, (point) => point.z / point.mass),
    y: Float64Array.from(points, (point) => point.y / point.mass),
    mass: Float64Array.from(points, (point) => point.mass),
  };
}
