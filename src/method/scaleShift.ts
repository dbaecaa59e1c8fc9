/**
 * The scale s and shift b of a known link at a given direction: min over (s, b) of E (S(sρz + b, sτ) − y)², on a
 * profile of z alone, so that no sweep is needed. With ρ < 1 the link is seen as a direction at angle arccos ρ sees it.
 *
 * The loss may have several valleys and, for links that jump, no gradient: a grid of starts, then a compass search
 * (four directions, steps that double on success and halve on failure).
 */
import { exp, ln } from "../math/elementary.ts";
import type { LinkReference, ProfileSums } from "../pass/pass.ts";
import { linkOf } from "../pass/maps.ts";
import { type LinkMaps, linkMaps } from "../problem/link.ts";
import type { KnownLink } from "./field.ts";

export interface ScaleShiftOptions {
  readonly link: LinkReference;
  /** false fixes b = 0. */
  readonly intercept: boolean;
  /** ρ; default 1. */
  readonly smoothing?: number;
  /** A scale and shift nearby, which spares the grid. */
  readonly near?: Pick<KnownLink, "scale" | "shift">;
}

/** As few points as keep the shape of the profile: their work is done a hundred times. */
const POINTS = 160;
const SCALES = [1 / 16, 1 / 8, 1 / 4, 1 / 2, Math.SQRT1_2, 1, Math.SQRT2, 2, 4, 8, 16];
const LOCATIONS = [-3, -2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3];

export function fitScaleShift(profile: ProfileSums, { link, intercept, smoothing = 1, near }: ScaleShiftOptions): KnownLink {
  const points = condensed(profile, POINTS);
  const maps = linkMaps(linkOf(link), points.z.length);
  const loss = (scale: number, shift: number): number => lossOf(points, maps, scale, shift, smoothing);
  const starts = near === undefined ? gridOf(points, intercept) : [near];
  let best = starts[0];
  let least = Number.POSITIVE_INFINITY;
  for (const start of starts) {
    const here = loss(start.scale, start.shift);
    if (here < least) [best, least] = [start, here];
  }
  return { link, ...compass(loss, best, least, intercept) };
}

/** Moves along ±ln s and ±b until the steps are small beside the scale. */
function compass(loss: (scale: number, shift: number) => number, { scale, shift }: Pick<KnownLink, "scale" | "shift">, least: number, intercept: boolean): Pick<KnownLink, "scale" | "shift"> {
  let logScale = ln(scale);
  let stride = 0.25;
  for (let moves = 0; stride > 1e-4 && moves < 200; moves++) {
    const size = exp(logScale);
    const tries: [number, number][] = [
      [logScale + stride, shift],
      [logScale - stride, shift],
    ];
    if (intercept) tries.push([logScale, shift + stride * size], [logScale, shift - stride * size]);
    let moved = false;
    for (const [nextScale, nextShift] of tries) {
      if (nextScale > 40 || nextScale < -40) continue;
      const here = loss(exp(nextScale), nextShift);
      if (here < least) {
        [logScale, shift, least] = [nextScale, nextShift, here];
        moved = true;
        break;
      }
    }
    stride = moved ? Math.min(stride * 2, 1e6) : stride / 2;
  }
  return { scale: exp(logScale), shift };
}

interface Points {
  readonly z: Float64Array;
  readonly y: Float64Array;
  readonly mass: Float64Array;
}

function lossOf({ z, y, mass }: Points, maps: LinkMaps, scale: number, shift: number, rho: number): number {
  const mean = z.map((value) => scale * rho * value + shift);
  const fitted = new Float64Array(z.length);
  maps.smooth(mean, scale * Math.sqrt(1 - rho * rho), fitted, z.length);
  let sum = 0;
  for (let j = 0; j < z.length; j++) sum += mass[j] * (fitted[j] - y[j]) ** 2;
  return Number.isFinite(sum) ? sum : Number.POSITIVE_INFINITY;
}

/** Scales around 1 and around the labels' deviation, at kinks all along the index, and a line through the labels' mean. */
function gridOf({ y, mass }: Points, intercept: boolean): Pick<KnownLink, "scale" | "shift">[] {
  const total = mass.reduce((sum, weight) => sum + weight, 0);
  const mean = mass.reduce((sum, weight, j) => sum + weight * y[j], 0) / total;
  const deviation = Math.sqrt(mass.reduce((sum, weight, j) => sum + weight * (y[j] - mean) ** 2, 0) / total) || 1;
  const scales = [...SCALES, ...SCALES.map((scale) => scale * deviation)];
  if (!intercept) return scales.map((scale) => ({ scale, shift: 0 }));
  return scales.flatMap((scale) => [{ scale, shift: mean }, ...LOCATIONS.map((location) => ({ scale, shift: -location * scale }))]);
}

/** Neighboring bins joined until no more than about `most` are left, each at the mean of its z. */
function condensed({ mass, z, y }: ProfileSums, most: number): Points {
  const total = mass.reduce((sum, weight) => sum + weight, 0);
  const points: { z: number; y: number; mass: number }[] = [];
  let open = { z: 0, y: 0, mass: 0 };
  let left = Number.NaN;
  for (let j = 0; j < mass.length; j++) {
    if (mass[j] === 0) continue;
    const here = z[j] / mass[j];
    // Tails are thin but decide biased links: a point ends at its share of the rows or at a width of .08.
    if (open.mass > 0 && (open.mass >= total / most || here - left > 0.08)) {
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
