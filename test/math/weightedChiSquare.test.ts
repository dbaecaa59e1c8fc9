import { describe, expect, it } from "vitest";
import { weightedChiSquareQuantile } from "../../src/math/weightedChiSquare.ts";

describe("quantiles of weighted sums of χ²", () => {
  // Tables of χ²: the formula is off by less than 2 % for one degree of freedom, its worst case, and .3 % for five.
  it.each([
    [1, 0.9, 2.7055, 0.02],
    [1, 0.99, 6.6349, 0.02],
    [2, 0.9, 4.6052, 0.01],
    [5, 0.95, 11.0705, 0.003],
    [50, 0.9, 63.1671, 0.001],
  ])("are those of χ² of %i degrees of freedom at %f", (degrees, p, exact, within) => {
    const quantile = weightedChiSquareQuantile(new Float64Array(degrees).fill(1), p);
    expect(Math.abs(quantile / exact - 1)).toBeLessThan(within);
  });

  it("scale with the weights, and take no notice of those that are 0", () => {
    const one = weightedChiSquareQuantile(Float64Array.of(1, 0.3, 0.1), 0.9);
    expect(weightedChiSquareQuantile(Float64Array.of(7, 2.1, 0, 0.7), 0.9)).toBeCloseTo(7 * one, 9);
  });

  it("are those of a hypoexponential law where weights come in pairs", () => {
    // ½χ²₂ is exponential, so Q = 2(2E₁ + E₂) with P(Q > q) = 2e^{−q/4} − e^{−q/2}: q at .9 is −4 ln(1 − √.9).
    const exact = 11.88;
    const quantile = weightedChiSquareQuantile(Float64Array.of(2, 2, 1, 1), 0.9);
    expect(2 * Math.exp(-exact / 4) - Math.exp(-exact / 2)).toBeCloseTo(0.1, 3);
    expect(Math.abs(quantile / exact - 1)).toBeLessThan(0.005);
  });
});
