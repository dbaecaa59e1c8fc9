/** Planes through parameter space, on which losses are drawn: w = origin + a u + b v. */

import { UsageError } from "../errors.ts";
import { symmetricEigen } from "../math/linear.ts";
import type { RandomStream } from "../math/random.ts";
import { dot } from "../math/vectors.ts";
import type { Layout } from "../network/layout.ts";

export interface Plane {
  readonly origin: Float64Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
}

/** Where a point stands on a plane, or right above it. */
export interface OnPlane {
  readonly a: number;
  readonly b: number;
  /** From the plane, as |w − its projection|. */
  readonly distance: number;
}

/** origin + a u + b v. */
export function planePoint({ origin, u, v }: Plane, a: number, b: number): Float64Array {
  return origin.map((w, i) => w + a * u[i] + b * v[i]);
}

/** The nearest point of the plane, by least squares: u and v need not be orthonormal. */
export function onPlane({ origin, u, v }: Plane, w: Float64Array): OnPlane {
  const from = difference(w, origin);
  const [uu, uv, vv, ru, rv] = [dot(u, u), dot(u, v), dot(v, v), dot(from, u), dot(from, v)];
  const determinant = uu * vv - uv * uv;
  const a = (ru * vv - rv * uv) / determinant;
  const b = (rv * uu - ru * uv) / determinant;
  let left = 0;
  for (let i = 0; i < from.length; i++) {
    const rest = from[i] - a * u[i] - b * v[i];
    left += rest * rest;
  }
  return { a, b, distance: Math.sqrt(left) };
}

/**
 * The plane through three networks: the ends of a curve and its bend, or a third optimum. The first is the origin, u
 * points to the second and v, orthonormal to it (Gram–Schmidt), towards the third (GaripovIPVW2018).
 *
 * @throws UsageError where the three lie on a line
 *
 * @example
 * import { onPlane, planeThrough } from "plumbline-fit";
 *
 * const plane = planeThrough(Float64Array.of(0, 0, 0), Float64Array.of(2, 0, 0), Float64Array.of(1, 3, 0));
 * const { a, b, distance } = onPlane(plane, Float64Array.of(1, 1, 5));
 * console.log(a, b, distance); // → 1 1 5
 */
export function planeThrough(first: Float64Array, second: Float64Array, third: Float64Array): Plane {
  const along = difference(second, first);
  const u = along.map((value) => value / Math.sqrt(dot(along, along)));
  const aside = difference(third, first);
  const share = dot(aside, u);
  const across = aside.map((value, i) => value - share * u[i]);
  const height = Math.sqrt(dot(across, across));
  if (!(height > 1e-9 * Math.sqrt(dot(aside, aside)))) {
    throw new UsageError({
      where: "plane",
      what: "the three networks lie on a line",
      would: "give a third one off it",
    });
  }
  return { origin: first, u, v: across.map((value) => value / height) };
}

/**
 * The plane at w along two random directions, each filter of which is as long as that of w; shifts and scales stay
 * (LiXTSG2018). In them a step of 1 changes every filter by its own length, whatever the scale of its layer.
 */
export function randomPlane(w: Float64Array, layout: Layout, stream: RandomStream): Plane {
  return { origin: w, u: filterDirection(w, layout, stream), v: filterDirection(w, layout, stream) };
}

function filterDirection(w: Float64Array, { size, places }: Layout, stream: RandomStream): Float64Array {
  const direction = new Float64Array(size);
  for (const { from, size: length, shape } of places) {
    if (shape.length < 2) continue;
    const filter = length / shape[0];
    for (let at = from; at < from + length; at += filter) {
      const drawn = direction.subarray(at, at + filter);
      stream.fillNormals(drawn);
      const own = w.subarray(at, at + filter);
      const factor = Math.sqrt(dot(own, own)) / (Math.sqrt(dot(drawn, drawn)) + 1e-10);
      for (let i = 0; i < filter; i++) drawn[i] *= factor;
    }
  }
  return direction;
}

/** The plane that a path lies closest to, with what share of its variance lies along each of the plane's axes. */
export interface PathPlane extends Plane {
  readonly explained: readonly [number, number];
  /** Every point of the path as the plane has it. */
  readonly path: readonly OnPlane[];
}

/**
 * The first two principal components of a path of at least three points, through its last (LiXTSG2018). Of n points in
 * many dimensions they follow from the n×n products between points.
 */
export function pathPlane(path: readonly Float64Array[]): PathPlane {
  const n = path.length;
  if (n < 3)
    throw new UsageError({ where: "path", what: "too short for a plane", got: n, would: "give 3 points or more" });
  const last = path[n - 1];
  const mean = last.map((_, i) => path.reduce((sum, w) => sum + w[i], 0) / n);
  const rows = path.map((w) => difference(w, mean));
  const products = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) products[i * n + j] = dot(rows[i], rows[j]);
  const { values, vectors } = symmetricEigen(products, n);
  const order = Array.from(values.keys()).sort((i, j) => values[j] - values[i]);
  const whole = values.reduce((sum, value) => sum + Math.max(value, 0), 0);
  const [u, v] = order.slice(0, 2).map((k) => {
    const axis = new Float64Array(last.length);
    rows.forEach((row, i) => {
      for (let j = 0; j < axis.length; j++) axis[j] += vectors[i * n + k] * row[j];
    });
    const length = Math.sqrt(dot(axis, axis)) || 1;
    return axis.map((value) => value / length);
  });
  const plane = { origin: last, u, v };
  const explained = [values[order[0]] / whole, values[order[1]] / whole] as const;
  return { ...plane, explained, path: path.map((w) => onPlane(plane, w)) };
}

const difference = (w: Float64Array, from: Float64Array): Float64Array => w.map((value, i) => value - from[i]);
