import { describe, expect, test } from "vitest";
import { hermite, hermiteCoefficient } from "../../src/math/hermite.ts";
import { normalDensity, normalDistribution } from "../../src/math/normal.ts";
import {
  gaussHermite,
  gaussLegendre,
  gaussSphere,
  normalExpectation,
  type QuadratureRule,
} from "../../src/math/quadrature.ts";
import { relu } from "../../src/problem/links/relu.ts";

const sum = ({ nodes, weights }: QuadratureRule, f: (x: number) => number): number =>
  nodes.reduce((total, node, i) => total + weights[i] * f(node), 0);
/** Legendre polynomials of norm ∫ P² = 2/(2k + 1). */
function legendre(k: number, x: number): number {
  let [previous, current] = [0, 1];
  for (let j = 0; j < k; j++) [previous, current] = [current, ((2 * j + 1) * x * current - j * previous) / (j + 1)];
  return current;
}

describe.each([1, 2, 3, 10, 51, 200])("%i nodes", (n) => {
  test.each([
    ["Hermite", gaussHermite(n)],
    ["Legendre", gaussLegendre(n)],
  ])("%s: ascending, symmetric, positive", (_, { nodes, weights }) => {
    nodes.forEach((node, i) => {
      expect(node).toBe(0 - nodes[n - 1 - i]);
      expect(weights[i]).toBe(weights[n - 1 - i]);
      expect(weights[i]).toBeGreaterThan(0);
      if (i > 0) expect(node).toBeGreaterThan(nodes[i - 1]);
    });
  });

  // A rule of n nodes is exact for degree 2n − 1, hence for the products of any two orthonormal polynomials below n:
  // rounding of n terms is all that is left.
  test("are exact for products of orthogonal polynomials", () => {
    const [normal, flat] = [gaussHermite(n), gaussLegendre(n)];
    const degrees = [0, 1, Math.floor(n / 2), n - 2, n - 1].filter((k) => k >= 0 && k < n);
    for (const j of degrees) {
      for (const k of degrees) {
        expect(Math.abs(sum(normal, (z) => hermite(j, z) * hermite(k, z)) - (j === k ? 1 : 0))).toBeLessThan(1e-12);
        const wanted = j === k ? 2 / (2 * k + 1) : 0;
        expect(Math.abs(sum(flat, (x) => legendre(j, x) * legendre(k, x)) - wanted)).toBeLessThan(1e-12);
      }
    }
  });
});

test("the rules of the books", () => {
  // Abramowitz and Stegun, tables 25.4 and 25.10 (there for exp(−x²): nodes times √2, weights over √π).
  const { nodes, weights } = gaussLegendre(5);
  [0.906179845938664, 0.538469310105683].forEach((node, i) => expect(nodes[4 - i]).toBeCloseTo(node, 14));
  [0.236926885056189, 0.478628670499366].forEach((weight, i) => expect(weights[i]).toBeCloseTo(weight, 14));
  const normal = gaussHermite(5);
  expect(normal.nodes[4]).toBeCloseTo(2.02018287045609 * Math.SQRT2, 13);
  expect(normal.weights[4]).toBeCloseTo(0.0199532420590459 / Math.sqrt(Math.PI), 14);
});

test("no nodes, no weights", () => expect(gaussHermite(0).nodes).toHaveLength(0));

describe("normalExpectation", () => {
  test.each<[string, (z: number) => number, number[], number]>([
    ["1", () => 1, [], 1],
    ["z⁴", (z) => z ** 4, [], 3],
    ["exp", Math.exp, [], Math.exp(0.5)],
    ["cos", Math.cos, [], Math.exp(-0.5)],
    ["|z|", Math.abs, [0], Math.sqrt(2 / Math.PI)],
    ["1{z ≥ 1.3}", (z) => (z >= 1.3 ? 1 : 0), [1.3], normalDistribution(-1.3)],
    ["a clip", (z) => Math.min(Math.max(z, -1), 1) ** 2, [1, -1, 1], 1 - 2 * normalDensity(1)],
    ["kinks out of reach", () => 1, [-1e9, 40], 1],
  ])("E %s", (_, f, kinks, wanted) => {
    expect(Math.abs(normalExpectation(f, { kinks }) - wanted)).toBeLessThan(1e-13);
  });

  test("narrower panels change nothing for curves as steep as tanh 5z", () => {
    const f = (z: number): number => Math.tanh(5 * (z - 0.3));
    expect(Math.abs(normalExpectation(f) - normalExpectation(f, { panel: 0.05 }))).toBeLessThan(1e-13);
  });
});

describe("hermiteCoefficient", () => {
  test("of Hermite polynomials", () => {
    for (let j = 0; j < 6; j++)
      for (let k = 0; k < 6; k++)
        expect(Math.abs(hermiteCoefficient((z) => hermite(j, z), k) - (j === k ? 1 : 0))).toBeLessThan(1e-12);
  });

  test("of the biased ReLU, in closed form up to degree 100", () => {
    const { hermite: coefficient } = relu({ bias: -0.7 });
    for (const k of [0, 1, 2, 3, 10, 37, 100]) {
      const byQuadrature = hermiteCoefficient((z) => Math.max(z - 0.7, 0), k, [0.7]);
      expect(Math.abs(byQuadrature - (coefficient?.(k) as number))).toBeLessThan(1e-13);
    }
  });
});

describe("gaussSphere", () => {
  // ζ of a uniform point on the sphere of ℝᵈ: E ζ² = 1/d, E ζ⁴ = 3/(d(d + 2)), E ζ⁶ = 15/(d(d + 2)(d + 4)).
  test.each([1, 2, 3, 4, 10, 99])("has the moments of a coordinate on the sphere of dimension %i", (d) => {
    const { nodes, weights } = gaussSphere(12, d);
    const moment = (k: number) => weights.reduce((sum, weight, i) => sum + weight * nodes[i] ** k, 0);
    expect([0, 1, 3].map(moment)).toEqual([expect.closeTo(1, 13), expect.closeTo(0, 14), expect.closeTo(0, 14)]);
    expect(moment(2)).toBeCloseTo(1 / d, 13);
    expect(moment(4)).toBeCloseTo(3 / (d * (d + 2)), 13);
    expect(moment(6)).toBeCloseTo(15 / (d * (d + 2) * (d + 4)), 13);
  });
});
