import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blocksOf } from "../../src/fit/blocks.ts";
import { chooseCurve } from "../../src/fit/chooseCurve.ts";
import { curveOver } from "../../src/fit/curve.ts";
import { sigmoidCurve } from "../../src/fit/curves/sigmoidCurve.ts";
import { staircase } from "../../src/fit/curves/staircase.ts";
import { meanSlope } from "../../src/fit/meanSlope.ts";
import type { Curve } from "../../src/fit/model.ts";
import { bins } from "../../src/fit/picture.ts";
import { coarse, type Points, sorted, thinned } from "../../src/fit/points.ts";
import { exp } from "../../src/math/elementary.ts";
import { RandomStream } from "../../src/math/random.ts";
import { normals } from "../fixtures/rows.ts";

/** By comparison, equals in their order. */
function byComparison(z: Float64Array, y: Float64Array, weights: Float64Array): Points {
  const order = [...z.keys()].sort((a, b) => z[a] - z[b] || a - b);
  const along = (values: Float64Array): Float64Array => Float64Array.from(order, (i) => values[i]);
  return { z: along(z), y: along(y), weights: along(weights), binary: false };
}

describe("sorted", () => {
  test("few points", () => {
    const value = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true }), fc.constantFrom(-0, 0));
    const row = fc.record({ z: value, y: fc.integer(), weight: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        const [z, y, w] = (["z", "y", "weight"] as const).map((key) => Float64Array.from(rows, (each) => each[key]));
        fc.pre(z.every(Number.isFinite));
        expect(sorted(z.slice(), y, w, false)).toEqual(byComparison(z, y, w));
        const ones = new Float64Array(rows.length).fill(1);
        expect(sorted(z.slice(), y, undefined, false)).toEqual(byComparison(z, y, ones));
      }),
      { seed: 31, numRuns: 300 },
    );
  });

  test.each([
    ["normal", 1, 0],
    ["heavily tied", 0.01, 0],
    ["far from 0", 1, 1e6],
    ["wide", 1e9, 0],
  ])("very many points, %s", (name, scale, center) => {
    const n = 40_000;
    const raw = normals(32, n).map((value) => center + scale * value);
    const z = name === "heavily tied" ? raw.map((value) => Math.round(value * 1000) / 10) : raw;
    const y = Float64Array.from({ length: n }, (_, i) => i);
    const w = normals(33, n).map(Math.abs);
    expect(sorted(z.slice(), y, w, false)).toEqual(byComparison(z, y, w));
    expect(sorted(z.slice(), y, undefined, false)).toEqual(byComparison(z, y, new Float64Array(n).fill(1)));
  });

  test.each([10, 40_000])("an index that is not a number among %d is refused", (n) => {
    const z = normals(34, n);
    z[n - 1] = Number.NaN;
    expect(() => sorted(z.slice(), z, undefined, false)).toThrow("not a number");
  });
});

const stream = new RandomStream(35);
const n = 200_000;
const z = normals(36, n);
const bent = sorted(
  z,
  z.map((at) => Math.max(at, 0) + 0.3 * stream.normal()),
  z.map(() => 0.5 + stream.uniform()),
  false,
);

test("thinned points stand in the middle of their neighbors", () => {
  const points = sorted(Float64Array.of(0, 1, 2, 3, 4, 5), Float64Array.of(9, 8, 7, 6, 5, 4), undefined, true);
  expect(thinned(points, 2)).toEqual({
    z: Float64Array.of(1, 4),
    y: Float64Array.of(8, 5),
    weights: Float64Array.of(1, 1),
    binary: true,
  });
  expect(thinned(points, 6)).toBe(points);
});

test("coarse points keep mass and means", () => {
  const points = sorted(
    Float64Array.of(0, 0.5, 1, 1.5, 7),
    Float64Array.of(1, 2, 3, 4, 5),
    Float64Array.of(1, 3, 2, 0, 1),
    false,
  );
  expect(coarse(points, 1)).toEqual({
    z: Float64Array.of(3.5 / 6, 7),
    y: Float64Array.of(13 / 6, 5),
    weights: Float64Array.of(6, 1),
    binary: false,
  });
});

describe("of very many points", () => {
  const some: Points = thinned(bent, 100_000);

  test("a rule that is chosen on a part is fitted to all", async () => {
    const curve = await chooseCurve(bent, new RandomStream(1));
    expect(curve).toMatchObject({ rule: "linear" });
    const z = Float64Array.of(-2, -1, 0.5, 1, 2);
    // 200 000 rows of noise 0.3: an isotonic fit errs by about n^(−1/3).
    curveOver(curve, z).forEach((u, i) => expect(Math.abs(u - Math.max(z[i], 0))).toBeLessThan(0.03));
    const [part, all] = [some, bent].map((points) => blocksOf(points).values.length);
    expect(all).toBeGreaterThan(part);
  });

  // On both sides of the number from which neighbors are put together: the mean over 200 000 points, half of them there
  // and half here, is the mean of both.
  test.each<[string, Curve]>([
    ["staircase", staircase(blocksOf(thinned(bent, 2000)))],
    ["polyline", { rule: "linear", knots: [-1, 0, 0.5], values: [0, 0.1, 2] }],
    ["sigmoid", { name: "sigmoid", parameters: {}, scale: 3, shift: 0.2 }],
  ])("the mean slope of a %s is all but that of every point", (_, curve) => {
    const part = (odd: number): Points => ({
      z: bent.z.filter((_, i) => i % 2 === odd),
      y: bent.y.filter((_, i) => i % 2 === odd),
      weights: bent.weights.filter((_, i) => i % 2 === odd),
      binary: false,
    });
    const parts = [part(0), part(1)];
    const masses = parts.map(({ weights }) => weights.reduce((sum, weight) => sum + weight, 0));
    const exact =
      (masses[0] * meanSlope(curve, parts[0]) + masses[1] * meanSlope(curve, parts[1])) / (masses[0] + masses[1]);
    // (1/50)²/24 of the curvature of the noise: parts in 10⁵.
    expect(Math.abs(meanSlope(curve, bent) / exact - 1)).toBeLessThan(1e-4);
  });

  test("a sigmoid is all but that of every point", () => {
    const labels = bent.z.map((at) => (stream.uniform() < 1 / (1 + exp(0.5 - 2 * at)) ? 1 : 0));
    const curve = sigmoidCurve({ ...bent, y: labels, binary: true }) as Extract<Curve, { name: string }>;
    // Both components of the gradient vanish, up to the ridge of 10⁻⁶: Σ w (p − y) z and Σ w (p − y).
    const p = curveOver(curve, bent.z);
    const [gs, gb] = [0, 1].map((power) =>
      p.reduce((sum, value, i) => sum + bent.weights[i] * (value - labels[i]) * (power === 0 ? bent.z[i] : 1), 0),
    );
    expect(Math.abs(gb) / n).toBeLessThan(1e-6);
    expect(Math.abs(gs) / n).toBeLessThan(4e-6);
  });
});

test("bins of the picture are weighted means over runs of the points", () => {
  const points = sorted(
    Float64Array.from({ length: 12 }, (_, i) => i),
    Float64Array.of(1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 6),
    Float64Array.of(1, 1, 1, 1, 1, 5, 1, 1, 1, 1, 1, 1),
    false,
  );
  const [low, high] = bins(points);
  expect(low).toEqual({ z: 3.5, mean: 4.5, deviation: Math.sqrt(32.5 / 10), rows: 6 });
  expect(high).toMatchObject({ z: 8.5, mean: 1, rows: 6 });
  expect(high.deviation).toBeCloseTo(Math.sqrt(5), 14);
});
