/**
 * The landscape of one neuron: its losses and the fields that learners move along, over any set of weights. All of them
 * ride in one sweep, whatever their number.
 */
import { gaussLegendre } from "../math/quadrature.ts";
import { dot, scaled } from "../math/vectors.ts";
import type { Curve } from "../pass/pass.ts";
import type { Terrain } from "./terrain.ts";

/** A field g(w) = Σ (m − y) h x as a learner sees it: w ← w − ηg. */
export type FieldName = keyof typeof FORMS;

const FORMS = {
  /** h = 1 (GLMtron). */
  surrogate: (): { form: "matching"; smoothing: number } => ({ form: "matching", smoothing: 1 }),
  /** h = σ′: half the gradient of the square loss. */
  squareLoss: (): { form: "slope"; smoothing: number } => ({ form: "slope", smoothing: 1 }),
  /** m and h seen through noise (ZarifisWDD2025). */
  smoothed: (rho: number): { form: "slope"; smoothing: number } => ({ form: "slope", smoothing: rho }),
};

/** The names of all fields. */
export const FIELD_NAMES = Object.keys(FORMS) as FieldName[];

export interface NeuronPoint {
  /** Σ ω (m − y)²: the square loss times the mass; the smoothed one for the smoothed field. */
  readonly loss: number;
  readonly g: Float64Array;
}

/** ρ of the smoothed field unless told. */
const SMOOTHING = 0.5;

/**
 * Loss and field at each of the weights, from one sweep. Sums over rows, as the pass gives them.
 *
 * @example
 * import { links, neuronAt, squareTerrain } from "plumbline-fit";
 *
 * // The ramp on [−2, 2]², w* = (1, 0): ∫ (σ(w·x) − y)² is 32/3 at 0 and 128/3 at −w*.
 * const terrain = await squareTerrain({ link: links.clip(), target: [1, 0], label: (x1) => Math.min(Math.max(x1, -1), 1) });
 * const [zero, opposite] = await neuronAt(terrain, [Float64Array.of(0, 0), Float64Array.of(-1, 0)]);
 * console.log((3 * zero.loss).toFixed(6), (3 * opposite.loss).toFixed(6)); // → 32.000000 128.000000
 */
export async function neuronAt(
  { pass, link }: Pick<Terrain, "pass" | "link">,
  weights: readonly Float64Array[],
  field: FieldName = "squareLoss",
  smoothing = SMOOTHING,
): Promise<NeuronPoint[]> {
  const curve: Curve = { link, scale: 1, shift: 0, ...FORMS[field](smoothing) };
  return pass.sweep(weights.map((w) => ({ kind: "field" as const, w, offset: 0, curve })));
}

/** Points of Gauss's rule along the way from 0: the surrogate is smooth along it once summed over rows. */
const RULE = /* @__PURE__ */ gaussLegendre(12);

/**
 * The surrogate Σ ω ∫₀^{w·x} (σ(t) − y) dt (AuerHW1995) at each of the weights. Its gradient is the surrogate's field, so
 * that it is ∫₀¹ g(sw)·w ds: twelve points each, in one sweep.
 */
export async function surrogateAt(terrain: Terrain, weights: readonly Float64Array[]): Promise<number[]> {
  const { nodes, weights: shares } = RULE;
  const along = weights.flatMap((w) => Array.from(nodes, (node) => scaled(w, (1 + node) / 2)));
  const points = await neuronAt(terrain, along, "surrogate");
  return weights.map((w, k) =>
    shares.reduce((sum, share, i) => sum + (share / 2) * dot(points[k * nodes.length + i].g, w), 0),
  );
}

/** Weights by two coordinates. */
export type Chart = (a: number, b: number) => Float64Array;

/** a u + b v. */
export function planeChart(u: Float64Array, v: Float64Array): Chart {
  return (a, b) => u.map((value, i) => a * value + b * v[i]);
}

/**
 * The unit sphere of three orthonormal directions as a map that keeps areas (Lambert's azimuthal one): `center` at (0, 0), and
 * at r = 2, all around the rim, its opposite, which is also all that lies beyond.
 */
export function sphereChart(center: Float64Array, u: Float64Array, v: Float64Array): Chart {
  return (a, b) => {
    const squared = a * a + b * b;
    if (squared >= 4) return center.map((value) => -value);
    const side = Math.sqrt(1 - squared / 4);
    return center.map((value, i) => (1 - squared / 2) * value + side * (a * u[i] + b * v[i]));
  };
}

/** A grid of weights, b by b. */
export function gridOf(chart: Chart, a: readonly number[], b: readonly number[]): Float64Array[] {
  return b.flatMap((across) => a.map((along) => chart(along, across)));
}

/** 1 where following the field leads away from w*: g(w)·(w − w*) < 0. */
export function pointsAway(
  points: readonly NeuronPoint[],
  weights: readonly Float64Array[],
  target: Float64Array,
): Uint8Array {
  return Uint8Array.from(points, ({ g }, k) => {
    const away = weights[k].map((value, i) => value - target[i]);
    return Number(dot(g, away) < 0);
  });
}
