import { describe, expect, test } from "vitest";
import { chebyshevCoefficients, chebyshevSeries, chebyshevSum } from "../../src/math/chebyshev.ts";
import { exp } from "../../src/math/elementary.ts";

/** T_k by its recurrence. */
const polynomial = (k: number, v: number): number =>
  k === 0 ? 1 : k === 1 ? v : 2 * v * polynomial(k - 1, v) - polynomial(k - 2, v);

describe("Chebyshev coefficients", () => {
  test("of T_k are 1 at k and 0 elsewhere", () => {
    for (const k of [0, 1, 2, 7, 15]) {
      chebyshevCoefficients((v) => polynomial(k, v), 16).forEach((c, j) => expect(c).toBeCloseTo(j === k ? 1 : 0, 14));
    }
  });

  test("of eᵛ are 2 I_k(1), Bessel's: 1.2660658777520084 (c₀, half of it) and 1.1303182079849701", () => {
    const [c0, c1] = chebyshevCoefficients(exp, 64);
    expect(c0).toBeCloseTo(1.2660658777520084, 14);
    expect(c1).toBeCloseTo(1.1303182079849701, 14);
  });

  test("are as many as matter, and their sum is the function", () => {
    const smooth = chebyshevSeries(exp);
    expect(smooth.length).toBeGreaterThan(10);
    expect(smooth.length).toBeLessThan(20);
    const sharp = (v: number) => 1 / (1 + 400 * v * v);
    const series = chebyshevSeries(sharp);
    // |c_k| falls as (1/20 + √(1 + 1/400))^−k: 37 / 0.05 of them.
    expect(series.length).toBeGreaterThan(600);
    for (let v = -1; v <= 1; v += 0.013) {
      expect(Math.abs(chebyshevSum(smooth, v) - exp(v))).toBeLessThan(4e-15);
      expect(Math.abs(chebyshevSum(series, v) - sharp(v))).toBeLessThan(4e-15);
    }
  });
});
