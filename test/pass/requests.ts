/** Rows and requests of all kinds, drawn by fast-check, and what plain double loops answer to them. */
import fc from "fast-check";
import type { Design } from "../../src/data/design.ts";
import { hermite } from "../../src/math/hermite.ts";
import { RandomStream } from "../../src/math/random.ts";
import { linkOf } from "../../src/pass/maps.ts";
import type {
  Curve,
  FieldRequest,
  FieldSums,
  MomentsRequest,
  MomentsSums,
  ProfileRequest,
  ProfileSums,
  Working,
} from "../../src/pass/pass.ts";
import { linkAt } from "../../src/problem/link.ts";
import { designOf } from "../fixtures/rows.ts";

/** Row counts with tails of every size around the 4 rows of a group, the 256 of a block and the 4096 of a chunk. */
const ROWS = fc.oneof(
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 253, max: 260 }),
  fc.integer({ min: 508, max: 517 }),
  fc.integer({ min: 4092, max: 4101 }),
  fc.constantFrom(1000, 8191, 8192, 8193, 10_000),
);

export interface Problem {
  readonly design: Design;
  readonly w: Float64Array;
  readonly offset: number;
}

/**
 * Rows whose columns, labels and weights have sizes from 10⁻³ to 10³, and a line z = w·x + offset of deviation about 1.
 * A fifth of the row weights are 0. Working labels and weights, where there are any, have the same sizes; a tenth of the
 * working weights are negative.
 */
export function problems(mostFeatures: number): fc.Arbitrary<Problem & { readonly working: Working }> {
  return fc
    .record({
      n: ROWS,
      d: fc.integer({ min: 1, max: mostFeatures }),
      seed: fc.integer({ min: 0, max: 2 ** 31 }),
      weighted: fc.boolean(),
      spread: fc.constantFrom(0, 3),
      relabeled: fc.boolean(),
      reweighted: fc.boolean(),
    })
    .map(({ n, d, seed, weighted, spread, relabeled, reweighted }) => {
      const stream = new RandomStream(seed);
      const size = () => 10 ** (spread * (2 * stream.uniform() - 1));
      const sizes = Float64Array.from({ length: d }, size);
      const x = Float64Array.from({ length: n * d }, (_, k) => sizes[k % d] * stream.normal());
      const labels = size();
      const y = Float64Array.from({ length: n }, () => labels * stream.normal());
      const weights = Float64Array.from({ length: n }, () => (stream.bernoulli(0.2) ? 0 : 3 * stream.uniform()));
      return {
        design: designOf(x, y, d, weighted ? weights : undefined),
        w: Float64Array.from({ length: d }, (_, j) => stream.normal() / (sizes[j] * Math.sqrt(d))),
        offset: stream.normal(),
        working: {
          ...(relabeled && { y: y.map((label) => labels * stream.normal() - label) }),
          ...(reweighted && { weights: weights.map((omega) => (stream.bernoulli(0.1) ? -omega : omega / 2)) }),
        },
      };
    });
}

const KNOTS = Float64Array.from([-2, -1, -0.5, 0, 0.25, 1, 3]);

export const curves: fc.Arbitrary<Curve> = fc.oneof(
  fc.record({
    link: fc.constantFrom(
      { name: "relu", parameters: { bias: -1.28 } },
      { name: "probit", parameters: { slope: 1.5, bias: 0.2 } },
      { name: "softplus", parameters: {} },
      { name: "step", parameters: { threshold: 0.5 } },
    ),
    scale: fc.constantFrom(0.3, 1, 2.5),
    shift: fc.constantFrom(-0.7, 0, 1),
    smoothing: fc.constantFrom(0.3, 0.9, 1),
    form: fc.constantFrom("matching" as const, "slope" as const),
  }),
  fc
    .constantFrom(
      {
        knots: KNOTS,
        m: KNOTS.map((knot) => knot)
          .slice()
          .reverse(),
        h: KNOTS,
      },
      { knots: new Float64Array(0), m: Float64Array.of(0.5), h: Float64Array.of(2) },
    )
    .map(({ knots, m, h }) => ({
      knots,
      m: Float64Array.of(-9, ...m.slice(0, knots.length)),
      h: Float64Array.of(2, ...h.slice(0, knots.length)),
    })),
  fc.record({ degree: fc.integer({ min: 1, max: 4 }), coefficient: fc.constantFrom(-1.5, 0.5) }),
);

/** z = w·x + offset, from left to right. */
export function indexBy({ design: { n, d, x }, w, offset }: Problem): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => {
    let z = offset;
    for (let j = 0; j < d; j++) z += x[i * d + j] * w[j];
    return z;
  });
}

/** The same, its terms measured. */
export function indexSums({ design: { n, d, x }, w, offset }: Problem): Sum[] {
  const sums = empty(n);
  for (let i = 0; i < n; i++) {
    add(sums[i], offset);
    for (let j = 0; j < d; j++) add(sums[i], x[i * d + j] * w[j]);
  }
  return sums;
}

/** z ↦ [m, h], straight from the words of the contract. */
export function curveBy(curve: Curve): (z: number) => [m: number, h: number] {
  if ("knots" in curve) {
    return (z) => {
      const bin = curve.knots.filter((knot) => knot <= z).length;
      return [curve.m[bin], curve.h[bin]];
    };
  }
  if ("degree" in curve) {
    const { degree, coefficient } = curve;
    return (z) => [0, coefficient * Math.sqrt(degree) * hermite(degree - 1, z)];
  }
  const { link, scale, shift, smoothing, form } = curve;
  const at = linkAt(linkOf(link));
  const tau = scale * Math.sqrt(1 - smoothing ** 2);
  return (z) => {
    const mean = scale * smoothing * z + shift;
    if (form === "matching") return [at.smooth(mean, tau), 1];
    const slope = scale * at.smoothSlope(mean, tau);
    return [at.smooth(mean, tau), form === "slope" ? slope : Math.sqrt(slope)];
  };
}

/** The rows as a request sees them that brings labels or weights of its own. */
export function broughtTo(design: Design, { y = design.y, weights = design.weights }: Working = {}): Design {
  return { ...design, y, ...(weights && { weights }) };
}

/** A sum, and the sum of the absolute terms that its error is measured by. */
export interface Sum {
  value: number;
  size: number;
}

export const empty = (count: number): Sum[] => Array.from({ length: count }, () => ({ value: 0, size: 0 }));

export function add(sum: Sum, term: number): void {
  sum.value += term;
  sum.size += Math.abs(term);
}

export function fieldBy(problem: Problem, { curve, threshold, working }: FieldRequest): Record<keyof FieldSums, Sum[]> {
  const { n, d, x, y, weights } = broughtTo(problem.design, working);
  const z = indexBy(problem);
  const [g, [residual, loss, mass]] = [empty(d), empty(3)];
  const at = curveBy(curve);
  for (let i = 0; i < n; i++) {
    const omega = weights?.[i] ?? 1;
    const [m, h] = at(z[i]);
    let label = y[i];
    if (threshold !== undefined) {
      const { sign, above, orEqual } = threshold;
      label = sign * y[i] > above || (orEqual && sign * y[i] === above) ? 1 : 0;
    }
    const r = (m - label) * h;
    for (let j = 0; j < d; j++) add(g[j], omega * r * x[i * d + j]);
    add(residual, omega * r);
    add(loss, omega * (m - label) ** 2);
    add(mass, omega);
  }
  return { g, residual: [residual], loss: [loss], mass: [mass] };
}

export function profileBy(
  problem: Problem,
  { edges, columns, working }: ProfileRequest,
): Record<keyof ProfileSums, Sum[]> {
  const { n, d, x, y, weights } = broughtTo(problem.design, working);
  const bins = edges.length + 1;
  const z = indexBy(problem);
  const wide = columns ? bins * d : 0;
  const sums = { mass: empty(bins), z: empty(bins), y: empty(bins), yy: empty(bins), x: empty(wide), yx: empty(wide) };
  for (let i = 0; i < n; i++) {
    const omega = weights?.[i] ?? 1;
    const bin = edges.filter((edge) => edge <= z[i]).length;
    add(sums.mass[bin], omega);
    add(sums.z[bin], omega * z[i]);
    add(sums.y[bin], omega * y[i]);
    add(sums.yy[bin], omega * y[i] ** 2);
    if (!columns) continue;
    for (let j = 0; j < d; j++) {
      add(sums.x[bin * d + j], omega * x[i * d + j]);
      add(sums.yx[bin * d + j], omega * y[i] * x[i * d + j]);
    }
  }
  return sums;
}

export function momentsBy(problem: Problem, { weighing, working }: MomentsRequest): Record<keyof MomentsSums, Sum[]> {
  const { n, d, x: rows, weights } = broughtTo(problem.design, working);
  const z = indexBy(problem);
  const sums = { mass: empty(1), x: empty(d), xx: empty(d * d) };
  const at = weighing === undefined ? undefined : curveBy(weighing.curve);
  for (let i = 0; i < n; i++) {
    const h = at === undefined ? 1 : at(z[i])[1];
    const v = (weights?.[i] ?? 1) * h * h;
    add(sums.mass[0], v);
    for (let j = 0; j < d; j++) {
      add(sums.x[j], v * rows[i * d + j]);
      for (let k = 0; k < d; k++) add(sums.xx[j * d + k], v * rows[i * d + j] * rows[i * d + k]);
    }
  }
  return sums;
}
