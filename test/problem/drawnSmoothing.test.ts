import { describe, expect, it } from "vitest";
import { normalDistribution } from "../../src/math/normal.ts";
import { RandomStream } from "../../src/math/random.ts";
import { drawnSmoothing, smoothedOver, stratifiedNormals } from "../../src/problem/drawnSmoothing.ts";

describe("drawnSmoothing", () => {
  it("draws one normal number from each of n equally likely cells", () => {
    const n = 1000;
    const draws = stratifiedNormals(new RandomStream(3), n);
    draws.forEach((u, cell) => {
      // 1e-12: rounding of Φ(Φ⁻¹(p)).
      expect(normalDistribution(u)).toBeGreaterThan(cell / n - 1e-12);
      expect(normalDistribution(u)).toBeLessThan((cell + 1) / n + 1e-12);
    });
    expect(draws.every(Number.isFinite)).toBe(true);
  });

  it("is within 1/copies of the smoothed step, for its total variation is 1", () => {
    for (const seed of [1, 2, 3]) {
      for (const m of [-1, 0, 0.4]) {
        const { smooth } = drawnSmoothing((z) => Number(z >= 0), m, 0.7, new RandomStream(seed), 500);
        expect(Math.abs(smooth - normalDistribution(m / 0.7))).toBeLessThan(1 / 500 + 1e-12);
      }
    }
  });

  it("never gives a monotone function a negative slope, nor a constant one any", () => {
    const draws = stratifiedNormals(new RandomStream(4), 16);
    for (let i = -40; i <= 40; i++) {
      expect(smoothedOver(draws, Math.floor, i / 10, 0.3).smoothSlope).toBeGreaterThanOrEqual(0);
      expect(smoothedOver(draws, () => 7, i / 10, 0.3)).toEqual({ smooth: 7, smoothSlope: 0 });
    }
  });

  it("is decided by the stream alone", () => {
    const one = drawnSmoothing(Math.abs, 0.2, 1, new RandomStream(9), 64);
    expect(drawnSmoothing(Math.abs, 0.2, 1, new RandomStream(9), 64)).toEqual(one);
    expect(drawnSmoothing(Math.abs, 0.2, 1, new RandomStream(10), 64)).not.toEqual(one);
  });
});
