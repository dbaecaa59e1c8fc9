/** A neuron's problem with few enough features to look at: rows with labels, and the w* that the clean ones have. */
import type { Design } from "../data/design.ts";
import { gaussHermite, gaussLegendre } from "../math/quadrature.ts";
import { openStore } from "../pass/openStore.ts";
import type { LinkReference, Pass } from "../pass/pass.ts";
import type { Link } from "../problem/link.ts";
import { type SampleOptions, synthetic } from "../problem/sample.ts";

export interface Terrain {
  /** In the data's own units: neither centered nor scaled. */
  readonly pass: Pass;
  readonly link: LinkReference;
  /** w*. */
  readonly target: Float64Array;
}

/** The terrain of a sample: any link, marginal and adversary. */
export async function sampleTerrain(options: SampleOptions): Promise<Terrain> {
  const { n, d, x, y, target } = synthetic(options);
  return { pass: await plainPass(d, n, x, y), link: referenceTo(options.link), target };
}

/**
 * The terrain of x uniform on the square [−a, a]², every label told by its place: sums over rows are integrals over the
 * square, by Gauss's rule of two points on each of panels × panels pieces. They are exact where labels and link are
 * polynomials of degree 1 on the pieces.
 */
export async function squareTerrain({
  link,
  target,
  label,
  halfSide = 2,
  panels = 40,
}: PlaneProblem & { readonly halfSide?: number; readonly panels?: number }): Promise<Terrain> {
  const { nodes, weights } = gaussLegendre(2);
  const half = halfSide / panels;
  const axis = Array.from({ length: 2 * panels }, (_, k) => {
    const middle = (2 * Math.floor(k / 2) + 1 - panels) * half;
    return { at: middle + half * nodes[k % 2], weight: half * weights[k % 2] };
  });
  return integratedTerrain(axis, { link, target, label });
}

/**
 * The terrain of x ~ N(0, I) in the plane: sums over rows are expectations, by Gauss–Hermite's rule with so many points on
 * each axis. Exact for polynomials; a kink costs an error of the order of 1/points.
 */
export async function gaussianTerrain({
  points = 100,
  ...problem
}: PlaneProblem & { readonly points?: number }): Promise<Terrain> {
  const { nodes, weights } = gaussHermite(points);
  return integratedTerrain(
    Array.from(nodes, (at, k) => ({ at, weight: weights[k] })),
    problem,
  );
}

/** A neuron of two features, every label told by its place. */
export interface PlaneProblem {
  readonly link: Link;
  readonly target: readonly [number, number];
  /** y at x. */
  readonly label: (x1: number, x2: number) => number;
}

/** Rows at all pairs of an axis's places, weighing the product of theirs. */
async function integratedTerrain(
  axis: readonly { readonly at: number; readonly weight: number }[],
  { link, target, label }: PlaneProblem,
): Promise<Terrain> {
  const rows = axis.flatMap((one) =>
    axis.map((two) => ({ one: one.at, two: two.at, weight: one.weight * two.weight })),
  );
  const x = Float64Array.from(rows.flatMap(({ one, two }) => [one, two]));
  const y = Float64Array.from(rows, ({ one, two }) => label(one, two));
  const weighed = Float64Array.from(rows, ({ weight }) => weight);
  const pass = await plainPass(2, rows.length, x, y, weighed);
  return { pass, link: referenceTo(link), target: Float64Array.from(target) };
}

const referenceTo = (link: Link): LinkReference =>
  "at" in link ? { own: link } : { name: link.name, parameters: link.parameters };

async function plainPass(
  d: number,
  n: number,
  x: Float64Array,
  y: Float64Array,
  weights?: Float64Array,
): Promise<Pass> {
  const names = Array.from({ length: d }, (_, j) => `x${j + 1}`);
  const design: Design = { n, d, x, y, names, weightsKind: "frequency", binary: false, ...(weights && { weights }) };
  const store = await openStore(design, { center: new Float64Array(d), scale: new Float64Array(d).fill(1) });
  return store.pass();
}
