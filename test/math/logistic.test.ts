import { describe, expect, it } from "vitest";
import { exp } from "../../src/math/elementary.ts";
import { logisticMixture } from "../../src/math/logistic.ts";
import { normalDensity, normalDistribution } from "../../src/math/normal.ts";
import { gaussHermite } from "../../src/math/quadrature.ts";

const sigmoid = (z: number): number => 1 / (1 + exp(-z));
const mixture = (f: (spread: number) => number): number =>
  logisticMixture.reduce((sum, { weight, spread }) => sum + weight * f(spread), 0);

describe("the logistic law as a mixture of normal laws", () => {
  it("has 21 components of positive weight that sum to 1", () => {
    expect(logisticMixture).toHaveLength(21);
    expect(logisticMixture.every(({ weight, spread }) => weight > 0 && spread > 0)).toBe(true);
    expect(mixture(() => 1)).toBeCloseTo(1, 14);
  });

  it("has its distribution function within 1e-13 and its density within 2e-13", () => {
    let distribution = 0;
    let density = 0;
    for (let i = -2560; i <= 2560; i++) {
      const z = i / 64;
      distribution = Math.max(distribution, Math.abs(mixture((s) => normalDistribution(z / s)) - sigmoid(z)));
      const exact = sigmoid(z) * sigmoid(-z);
      density = Math.max(density, Math.abs(mixture((s) => normalDensity(z / s) / s) - exact));
    }
    expect(distribution).toBeLessThan(1e-13);
    expect(density).toBeLessThan(2e-13);
    // Not by luck: a mixture of half the nodes is not that good.
    expect(distribution).toBeGreaterThan(1e-15);
  });

  it("has its variance π²/3", () => {
    // Large spreads weigh more here than in the distribution function, whose error is 5e-14.
    expect(Math.abs(mixture((s) => s * s) - (Math.PI * Math.PI) / 3)).toBeLessThan(2e-11);
  });

  // The numbers of docs/decisions/0005.
  it("smooths a steep sigmoid where Gauss–Hermite fails", () => {
    const { nodes, weights } = gaussHermite(20);
    const worst = (slope: number): readonly [gauss: number, mixed: number] => {
      let [gauss, mixed] = [0, 0];
      for (let i = -30; i <= 30; i++) {
        const m = i / 10;
        // The trapezoid rule over u, exact to rounding at this spacing for poles at distance π/slope ≥ .3.
        let exact = 0;
        for (let j = -2400; j <= 2400; j++)
          exact += 0.005 * normalDensity(j * 0.005) * sigmoid(slope * (m + j * 0.005));
        const byNodes = weights.reduce((sum, weight, k) => sum + weight * sigmoid(slope * (m + nodes[k])), 0);
        const byMixture = mixture((s) => normalDistribution((slope * m) / Math.sqrt(slope * slope + s * s)));
        gauss = Math.max(gauss, Math.abs(byNodes - exact));
        mixed = Math.max(mixed, Math.abs(byMixture - exact));
      }
      return [gauss, mixed];
    };
    const found = [1, 3, 10].map(worst);
    for (const [, mixed] of found) expect(mixed).toBeLessThan(1e-13);
    const gauss = found.map(([error]) => error);
    expect(gauss[0]).toBeLessThan(2e-10);
    expect(gauss[1]).toBeGreaterThan(2e-4);
    expect(gauss[2]).toBeGreaterThan(3e-2);
  });
});
