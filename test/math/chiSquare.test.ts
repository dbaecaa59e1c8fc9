import { describe, expect, test } from "vitest";
import { chiSquareTail } from "../../src/math/chiSquare.ts";
import { normalDistribution } from "../../src/math/normal.ts";

describe("the tail of χ²", () => {
  test.each([0.001, 0.1, 1, 3, 9, 40])("one degree of freedom is a squared normal, %d", (x) => {
    expect(chiSquareTail(x, 1)).toBeCloseTo(2 * normalDistribution(-Math.sqrt(x)), 12);
  });

  test.each([0.01, 1, 5, 30, 200])("two degrees are exponential, %d", (x) => {
    expect(Math.abs(chiSquareTail(x, 2) / Math.exp(-x / 2) - 1)).toBeLessThan(1e-12);
  });

  // scipy.stats.chi2.sf
  test.each([
    [10, 3, 0.01856613546304325],
    [45, 49, 0.6359803139552492],
    [330, 299, 0.10503292598180332],
    [1200, 999, 1.112935044825893e-5],
  ])("χ² of %d with %d degrees", (x, freedom, tail) => {
    expect(Math.abs(chiSquareTail(x, freedom) / tail - 1)).toBeLessThan(1e-9);
  });

  test("all of it lies above 0", () => {
    expect(chiSquareTail(0, 5)).toBe(1);
    expect(chiSquareTail(1e9, 5)).toBe(0);
  });
});
