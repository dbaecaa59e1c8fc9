/** Quadrature: Gauss rules, and expectations under the standard normal law. */
import { normalDensity } from "./normal.ts";

/** Σ weights[i]·f(nodes[i]) for an integral of f; nodes ascending. */
export interface QuadratureRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/** Gauss–Hermite for N(0, 1): Σ wᵢ f(zᵢ) = E f(z) for polynomials of degree below 2n; Σ wᵢ = 1. For n ≤ 200. */
export function gaussHermite(n: number): QuadratureRule {
  return gaussRule(n, (k) => Math.sqrt(k));
}

/** Gauss–Legendre on [−1, 1]: Σ wᵢ f(xᵢ) = ∫ f for polynomials of degree below 2n; Σ wᵢ = 2. */
export function gaussLegendre(n: number): QuadratureRule {
  const { nodes, weights } = gaussRule(n, (k) => Math.sqrt((k * k) / (4 * k * k - 1)));
  return { nodes, weights: weights.map((weight) => 2 * weight) };
}

/**
 * Gauss–Gegenbauer for ζ, a coordinate of a uniform point on the unit sphere of ℝᵈ, of density ∝ (1 − ζ²)^((d − 3)/2):
 * Σ wᵢ f(ζᵢ) = E f(ζ) for polynomials of degree below 2n; Σ wᵢ = 1. On the line the sphere is ±1.
 */
export function gaussSphere(n: number, d: number): QuadratureRule {
  if (d === 1) return { nodes: Float64Array.of(-1, 1), weights: Float64Array.of(0.5, 0.5) };
  const lambda = (d - 2) / 2;
  return gaussRule(n, (k) => {
    if (k === 0) return 0;
    // The general form is 0/0 here for d = 2.
    if (k === 1) return Math.sqrt(1 / (2 * (1 + lambda)));
    return Math.sqrt((k * (k + 2 * lambda - 1)) / (4 * (k + lambda) * (k + lambda - 1)));
  });
}

/**
 * The Gauss rule of a symmetric probability measure whose orthonormal polynomials obey
 * x p_k = b_{k+1} p_{k+1} + b_k p_{k−1}.
 *
 * The nodes are the roots of p_n: the sequence p₀(x), …, p_n(x) changes sign once for every root above x (Sturm), so
 * bisection finds each to the last bit. The weights are 1 / Σ_{k<n} p_k(node)², which keeps the smallest ones accurate.
 */
function gaussRule(n: number, b: (k: number) => number): QuadratureRule {
  const recurrence = Float64Array.from({ length: n + 1 }, (_, k) => b(k));
  const bound = 2 * Math.max(...recurrence);
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let above = 0; 2 * above < n; above++) {
    const node = 2 * above + 1 === n ? 0 : rootWith(above, recurrence, bound);
    nodes[above] = 0 - node; // not −0 in the middle
    nodes[n - 1 - above] = node;
    weights[above] = weights[n - 1 - above] = 1 / squares(node, recurrence);
  }
  return { nodes, weights };
}

/** The root of p_n in (0, bound) that has `above` others above it. */
function rootWith(above: number, recurrence: Float64Array, bound: number): number {
  let [low, high] = [0, bound];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (rootsAbove(middle, recurrence) > above) low = middle;
    else high = middle;
  }
}

function rootsAbove(x: number, recurrence: Float64Array): number {
  let changes = 0;
  let [previous, current] = [0, 1];
  for (let k = 1; k < recurrence.length; k++) {
    const next = (x * current - recurrence[k - 1] * previous) / recurrence[k];
    if (next < 0 !== current < 0) changes++;
    [previous, current] = [current, next];
  }
  return changes;
}

/** Σ_{k<n} p_k(x)². */
function squares(x: number, recurrence: Float64Array): number {
  let sum = 1;
  let [previous, current] = [0, 1];
  for (let k = 1; k < recurrence.length - 1; k++) {
    const next = (x * current - recurrence[k - 1] * previous) / recurrence[k];
    sum += next * next;
    [previous, current] = [current, next];
  }
  return sum;
}

/** Beyond 12 standard deviations lies less than 4e-33 of the normal law. */
const REACH = 12;
const PANEL: QuadratureRule = /* @__PURE__ */ gaussLegendre(20);

export interface NormalExpectationOptions {
  /** Where f or its derivatives jump. */
  readonly kinks?: readonly number[];
  /** The widest stretch to be treated as one polynomial of degree 39; .5 does for curves as steep as tanh 5z. */
  readonly panel?: number;
}

/**
 * E f(z), z ~ N(0, 1), by Gauss–Legendre on panels of [−12, 12] that end at the kinks: to about 1e-13 of E |f|
 * where f is smooth between its kinks.
 *
 * @example
 * normalExpectation((z) => Math.max(z, 0), { kinks: [0] }); // 1/√(2π) = 0.39894228…
 */
export function normalExpectation(
  f: (z: number) => number,
  { kinks = [], panel = 0.5 }: NormalExpectationOptions = {},
): number {
  const inside = kinks.filter((kink) => kink > -REACH && kink < REACH);
  const ends = Float64Array.from([-REACH, ...inside, REACH]).sort();
  let sum = 0;
  for (let e = 1; e < ends.length; e++) {
    const panels = Math.ceil((ends[e] - ends[e - 1]) / panel);
    const half = (ends[e] - ends[e - 1]) / panels / 2;
    for (let p = 0; p < panels; p++) {
      const middle = ends[e - 1] + (2 * p + 1) * half;
      for (let i = 0; i < PANEL.nodes.length; i++) {
        const z = middle + half * PANEL.nodes[i];
        sum += half * PANEL.weights[i] * normalDensity(z) * f(z);
      }
    }
  }
  return sum;
}
