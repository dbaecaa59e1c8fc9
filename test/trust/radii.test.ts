import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { radiiOf, radiusAt } from "../../src/trust/radii.ts";

const sizesOf = fc.array(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 400 });

describe("radii", () => {
  it("are those of split-conformal prediction: the k-th smallest residual holds k/(n + 1)", () => {
    const kept = radiiOf(Float64Array.of(3, 1, 2, 4));
    expect(kept).toEqual({ levels: [0.2, 0.4, 0.6, 0.8], radii: [1, 2, 3, 4] });
    expect([0.2, 0.5, 0.8, 0.81].map((level) => radiusAt(kept, level))).toEqual([1, 3, 4, undefined]);
  });

  it("promise no more than the rows do, and little less", () => {
    fc.assert(
      fc.property(sizesOf, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (sizes, level) => {
        const n = sizes.length;
        const held = (to: number): number => sizes.filter((size) => size < to).length / (n + 1);
        const radius = radiusAt(radiiOf(Float64Array.from(sizes)), level);
        if (radius === undefined) {
          expect(level).toBeGreaterThan(n / (n + 1) - 1e-4);
          return;
        }
        expect(held(radius * (1 + 1e-9))).toBeGreaterThanOrEqual(level);
        // From a level to the next √(1 − level) moves by a hundredth, a row and rounding come on top.
        expect(held(radius * (1 - 1e-4))).toBeLessThan(level + 0.02 * Math.sqrt(1 - level) + 2 / (n + 1) + 1e-3);
      }),
    );
  });

  it("count rows by their weights, and one row to come with weight 1", () => {
    expect(radiiOf(Float64Array.of(1, 100, 2), Float64Array.of(1, 0, 1))).toEqual({
      levels: [0.3333, 0.6666],
      radii: [1, 2],
    });
  });

  it("stay few where rows are many", () => {
    const kept = radiiOf(Float64Array.from({ length: 1e5 }, (_, i) => i));
    expect(kept.levels.length).toBeLessThanOrEqual(105);
    expect(radiusAt(kept, 0.99)).toBeLessThan(99_300);
  });
});
