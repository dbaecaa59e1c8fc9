/** From a curve's description to the map of a block: z ↦ m(z) and h(z). */
import { type BlockMap } from "../math/formula.ts";
import { hermite } from "../math/hermite.ts";
import { find } from "../part.ts";
import { type Link, linkMaps } from "../problem/link.ts";
import { links } from "../problem/links/index.ts";
import type { Curve, LinkReference } from "./pass.ts";

/** Rows of a block: small enough that x, z, m and h of a block stay in the first-level caches. */
export const BLOCK = 256;

/** Fills m and h for the first `length` entries of z. */
export type CurveMap = (z: Float64Array, m: Float64Array, h: Float64Array, length: number) => void;

/** The map a curve describes. It owns scratch space: one map for each request of a sweep. */
export function curveMap(curve: Curve): CurveMap {
  if ("knots" in curve) return binMap(curve);
  if ("degree" in curve) return hermiteMap(curve);
  return linkMap(curve);
}

/** Links made already: each takes a differentiation, and every step of a path asks for one. */
const made = new WeakMap<LinkReference, Link>();

/** The link a reference stands for. @throws UsageError for a name that is not in the catalogue */
export function linkOf(reference: LinkReference): Link {
  if ("own" in reference) return reference.own;
  const link = made.get(reference) ?? find("link", links, reference.name)(reference.parameters);
  made.set(reference, link);
  return link;
}

function linkMap({ link, scale, shift, smoothing, form }: Extract<Curve, { link: unknown }>): CurveMap {
  const maps = linkMaps(linkOf(link), BLOCK);
  const tau = scale * Math.sqrt(1 - smoothing * smoothing);
  const plain = tau === 0;
  const value: BlockMap = plain ? maps.value : maps.smooth;
  const slope: BlockMap = plain ? maps.slope : maps.smoothSlope;
  const mean = new Float64Array(BLOCK);
  return (z, m, h, length) => {
    for (let i = 0; i < length; i++) mean[i] = scale * smoothing * z[i] + shift;
    value(mean, tau, m, length);
    if (form === "matching") h.fill(1, 0, length);
    else {
      slope(mean, tau, h, length);
      for (let i = 0; i < length; i++) h[i] *= scale;
      if (form === "rootSlope") for (let i = 0; i < length; i++) h[i] = Math.sqrt(h[i]);
    }
  };
}

function binMap({ knots, m: values, h: weights }: Extract<Curve, { knots: unknown }>): CurveMap {
  return (z, m, h, length) => {
    for (let i = 0; i < length; i++) {
      const bin = binOf(knots, z[i]);
      m[i] = values[bin];
      h[i] = weights[bin];
    }
  };
}

function hermiteMap({ degree, coefficient }: Extract<Curve, { degree: unknown }>): CurveMap {
  const factor = coefficient * Math.sqrt(degree);
  return (z, m, h, length) => {
    m.fill(0, 0, length);
    for (let i = 0; i < length; i++) h[i] = factor * hermite(degree - 1, z[i]);
  };
}

/** #{edges ≤ z}, by bisection. */
export function binOf(edges: Float64Array, z: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle] <= z) low = middle + 1;
    else high = middle;
  }
  return low;
}
