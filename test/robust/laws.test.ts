/** The laws of noise and of corrupted labels: densities that integrate to one, weights that are their slopes. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { gaussLegendre } from "../../src/math/quadrature.ts";
import { labelsOf } from "../../src/robust/labels.ts";
import { normalLaw, studentT2 } from "../../src/robust/noiseLaw.ts";
import { broadLaw, givenUpLaw } from "../../src/robust/outlierLaw.ts";
import { normals } from "../fixtures/rows.ts";

const CONTINUOUS = { grain: 0, leastNoise: 1e-3 };

/** ∫ f over the line, y = center + spread·tan θ. */
function integral(f: (y: number) => number, center = 0, spread = 1, panels = 400): number {
  const { nodes, weights } = gaussLegendre(20);
  let sum = 0;
  for (let p = 0; p < panels; p++) {
    for (const [k, node] of nodes.entries()) {
      const theta = (Math.PI * (p + (node + 1) / 2)) / panels - Math.PI / 2;
      const slope = 1 / Math.cos(theta) ** 2;
      sum += ((weights[k] * Math.PI) / (2 * panels)) * f(center + spread * Math.tan(theta)) * spread * slope;
    }
  }
  return sum;
}

test.each([normalLaw, studentT2])("$name integrates to one, and weighs by its slope", (law) => {
  expect(integral((r) => law.density(r * r))).toBeCloseTo(1, 9);
  for (const r of [0.01, 0.3, 1, 2.5, 7]) {
    const step = 1e-5 * Math.max(r, 1);
    const log = (at: number): number => Math.log(law.density(at * at));
    // Central differences of step h are off by h² f‴/6 and by 10⁻¹⁶/h.
    expect(law.weight(r * r)).toBeCloseTo(-(log(r + step) - log(r - step)) / (2 * step) / r, 6);
  }
});

test("the broad law is a Cauchy law of the labels' own scale, never narrower than what they are", () => {
  const y = normals(5, 501).map((v) => 3 + 10 * v);
  const law = broadLaw(y.slice().sort());
  expect(integral(law.density, law.center, law.spread)).toBeCloseTo(1, 9);
  expect(law.density(law.center + law.spread)).toBeCloseTo(law.density(law.center) / 2, 12);
  // 95 % of one value: the 10–90 % range is 0, that of 98 % is not.
  const zeros = Float64Array.from({ length: 101 }, (_, i) => Math.max(0, i - 95));
  expect(broadLaw(zeros).spread).toBe(4);
  expect(broadLaw(Float64Array.from({ length: 1000 }, (_, i) => (i === 999 ? 7 : 1))).spread).toBe(6);
});

test("what is given up: one where all of it is in the histogram, less by the share that is beyond", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0.05, max: 1, noNaN: true }), (seed, power) => {
      const y = normals(seed, 400);
      const givenUp = normals(seed + 1, 400).map((v) => 1 / (1 + Math.exp(-v / power)));
      const broad = broadLaw(y.slice().sort());
      const sorted = y.slice().sort();
      const inside = (v: number): boolean => v >= sorted[2] - 1e-9 && v <= sorted[397] + 1e-9;
      const total = givenUp.reduce((a, b) => a + b, 0);
      const within = givenUp.reduce((sum, p, i) => sum + (inside(y[i]) ? p : 0), 0);
      // The histogram has 120 jumps; each costs quadrature at most its height times a node's share.
      const found = integral(givenUpLaw(broad, y, givenUp, CONTINUOUS).density, broad.center, broad.spread, 4000);
      expect(found).toBeLessThan(1.002);
      expect(Math.abs(found - (0.3 + (0.7 * within) / total))).toBeLessThan(0.01);
    }),
    { seed: 1, numRuns: 10 },
  );
});

test("labels given up together are where the law is high", () => {
  const y = normals(9, 1000);
  const law = givenUpLaw(
    broadLaw(y.slice().sort()),
    y,
    y.map((v) => (v > 1 && v < 1.2 ? 1 : 0)),
    CONTINUOUS,
  );
  expect(law.density(1.1)).toBeGreaterThan(2);
  expect(law.density(-1)).toBeLessThan(0.1);
});

test("labels on a grid: given up or not, none is likelier than a probability allows", () => {
  // Whole numbers up to 40, of which half are 0; rows at 0 and rare rows at 17 are given up.
  const y = Float64Array.from({ length: 2000 }, (_, i) => (i % 2) * (i % 41));
  const labels = labelsOf(y);
  expect(labels.grain).toBe(1);
  const law = givenUpLaw(
    labels.outliers,
    y,
    y.map((value) => (value === 0 || value === 17 ? 1 : 0)),
    labels,
  );
  const [zeros, rare] = [law.density(0), law.density(17)];
  expect(zeros).toBeLessThan(1);
  expect(zeros).toBeGreaterThan(0.6);
  expect(rare).toBeLessThan(0.1);
  expect(rare).toBeGreaterThan(law.density(25));
});
