import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DataError } from "../../src/errors.ts";
import { isotonicFit, isotonicRegression, type Staircase } from "../../src/math/isotonic.ts";
import { frozen } from "./golden.ts";

const label = fc.double({ min: -100, max: 100, noNaN: true });
const weight = fc.oneof(fc.constant(0), fc.constant(1), fc.double({ min: 0.01, max: 10, noNaN: true }));
const weighted = fc.array(fc.tuple(label, weight), { maxLength: 60 }).map((pairs) => ({
  y: Float64Array.from(pairs, ([y]) => y),
  weights: Float64Array.from(pairs, ([, w]) => w),
}));
const at = ({ knots, values }: Staircase, z: number): number =>
  values[
    Math.max(
      0,
      knots.findLastIndex((k) => k <= z),
    )
  ];
/** Means of up to 60 labels ≤ 100: rounding stays below 60·100·1e-16. */
const CLOSE = 1e-11;
function expectClose(a: ArrayLike<number>, b: ArrayLike<number>, tolerance = CLOSE): void {
  expect(a.length).toBe(b.length);
  for (let i = 0; i < a.length; i++) expect(Math.abs(a[i] - b[i])).toBeLessThan(tolerance);
}

describe("against scikit-learn", () => {
  // The same weighted means, added up in another order: some 25 roundings of numbers below 10.
  test.each(frozen("isotonic"))("instance %#", ({ z, y, weights, knots, values }) => {
    const fit = isotonicFit(z, y, weights);
    expectClose(
      knots.map((knot) => at(fit, knot)),
      values,
      1e-12,
    );
    expect(knots.map((knot) => fit.knots.includes(knot))).toEqual(
      values.map((value, i) => i === 0 || value - values[i - 1] > 1e-12),
    );
  });
});

describe("isotonicRegression", () => {
  test("is nondecreasing, and optimal by the conditions of Kuhn and Tucker", () => {
    fc.assert(
      fc.property(weighted, ({ y, weights }) => {
        const v = isotonicRegression(y, weights);
        for (let i = 1; i < v.length; i++) expect(v[i]).toBeGreaterThanOrEqual(v[i - 1]);
        // S_i = Σ_{j≤i} w (v − y) is the multiplier of v_i ≤ v_{i+1}: ≤ 0 everywhere, 0 where v rises and at the end.
        let sum = 0;
        v.forEach((value, i) => {
          sum += weights[i] * (value - y[i]);
          expect(sum).toBeLessThan(1e-9); // Σ w|y| ≤ 6e4, times 1e-16 and the length
          if (i === v.length - 1 || v[i + 1] > value) expect(Math.abs(sum)).toBeLessThan(1e-9);
        });
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test("fits what is monotone already, itself included, bit for bit", () => {
    fc.assert(
      fc.property(weighted, ({ y, weights }) => {
        const v = isotonicRegression(
          y,
          weights.map((w) => w + 0.5),
        );
        expect(
          isotonicRegression(
            v,
            weights.map((w) => w + 0.5),
          ),
        ).toEqual(v);
      }),
      { seed: 2 },
    );
  });

  test("is blind to the scale of the weights, bit for bit for a power of two", () => {
    fc.assert(
      fc.property(weighted, ({ y, weights }) => {
        expect(
          isotonicRegression(
            y,
            weights.map((w) => 8 * w),
          ),
        ).toEqual(isotonicRegression(y, weights));
        expectClose(
          isotonicRegression(
            y,
            weights.map((w) => 3 * w),
          ),
          isotonicRegression(y, weights),
        );
      }),
      { seed: 3 },
    );
  });

  test("turns with the data", () => {
    fc.assert(
      fc.property(weighted, ({ y, weights }) => {
        const w = weights.map((value) => value + 0.5);
        const turned = isotonicRegression(y.map((value) => -value).reverse(), w.slice().reverse());
        expectClose(
          turned.reverse().map((value) => -value),
          isotonicRegression(y, w),
        );
      }),
      { seed: 4 },
    );
  });

  test("points without weight have no say and follow their neighbors", () => {
    const y = Float64Array.of(9, 1, -7, 3, 2, 50);
    expect(isotonicRegression(y, Float64Array.of(0, 1, 0, 1, 1, 0))).toEqual(Float64Array.of(1, 1, 1, 2.5, 2.5, 2.5));
    expect(isotonicRegression(y, new Float64Array(6))).toEqual(new Float64Array(6));
  });

  test("takes what is empty, single, constant, huge or −0", () => {
    expect(isotonicRegression(new Float64Array(0))).toHaveLength(0);
    expect(isotonicRegression(Float64Array.of(4))).toEqual(Float64Array.of(4));
    expect(isotonicRegression(new Float64Array(1000).fill(0.1))).toEqual(new Float64Array(1000).fill(0.1));
    expect(isotonicRegression(Float64Array.of(1e307, -1e307, 1e307))).toEqual(Float64Array.of(0, 0, 1e307));
    expect([...isotonicRegression(Float64Array.of(0, -0, 1))].map((v) => v + 0)).toEqual([0, 0, 1]);
    expect(isotonicRegression(Float64Array.of(3, 1), Float64Array.of(1e300, 1e-300))).toEqual(Float64Array.of(3, 3));
  });

  test.each([[[1]], [[1, -1]], [[1, Number.NaN]], [[1, Infinity]]])("refuses the weights %j", (weights) => {
    expect(() => isotonicRegression(Float64Array.of(1, 2), Float64Array.from(weights))).toThrow(DataError);
  });

  // Pooling that starts over, or sums a block anew at every step, would need 10¹² operations here and not end.
  test.each([
    ["falling", (i: number, n: number) => n - i],
    ["rising, then one far below", (i: number, n: number) => (i === n - 1 ? -(n ** 2) : i)],
    ["teeth", (i: number) => i + 1000 * (i % 2)],
    ["falling blocks that rise", (i: number) => Math.floor(i / 1000) * 500 - (i % 1000)],
  ])("ends on a million points %s", (_, label) => {
    const n = 1e6;
    const y = Float64Array.from({ length: n }, (_, i) => label(i, n));
    const v = isotonicRegression(y);
    expect(v.every((value, i) => i === 0 || v[i - 1] <= value)).toBe(true);
    const [mean, fitted] = [y, v].map((values) => values.reduce((sum, value) => sum + value / n, 0));
    expect(Math.abs(fitted - mean) / (1 + Math.abs(mean))).toBeLessThan(1e-9); // 10⁶ roundings of 1e-16, with room
  });
});

describe("isotonicFit", () => {
  const tied = fc.array(fc.tuple(fc.integer({ min: -5, max: 5 }), label, weight), { maxLength: 60 }).map((rows) => ({
    z: Float64Array.from(rows, ([z]) => z / 4),
    y: Float64Array.from(rows, ([, y]) => y),
    weights: Float64Array.from(rows, ([, , w]) => w),
  }));

  test("knots and values rise strictly", () => {
    fc.assert(
      fc.property(tied, ({ z, y, weights }) => {
        const { knots, values } = isotonicFit(z, y, weights);
        expect(knots.length).toBe(values.length);
        expect(knots.length > 0).toBe(weights.some((w) => w > 0));
        for (let k = 1; k < knots.length; k++) {
          expect(knots[k]).toBeGreaterThan(knots[k - 1]);
          expect(values[k]).toBeGreaterThan(values[k - 1]);
        }
      }),
      { seed: 5 },
    );
  });

  test("ties are as one point of their weight at their mean", () => {
    fc.assert(
      fc.property(tied, ({ z, y, weights }) => {
        const distinct = [...new Set(z)].sort((a, b) => a - b);
        const total = (of: (i: number) => number): Float64Array =>
          Float64Array.from(distinct, (value) => z.reduce((sum, zi, i) => sum + (zi === value ? of(i) : 0), 0));
        const mass = total((i) => weights[i]);
        const mean = total((i) => weights[i] * y[i]).map((sum, k) => (mass[k] > 0 ? sum / mass[k] : 0));
        const merged = isotonicFit(Float64Array.from(distinct), mean, mass);
        const fit = isotonicFit(z, y, weights);
        if (fit.knots.length > 0)
          expectClose(
            distinct.map((d) => at(fit, d)),
            distinct.map((d) => at(merged, d)),
          );
      }),
      { seed: 6 },
    );
  });

  test("leaving out points without weight changes no bit, nor does the order of distinct z", () => {
    fc.assert(
      fc.property(tied, ({ z, y, weights }) => {
        const keep = [...z.keys()].filter((i) => weights[i] > 0);
        const only = (of: Float64Array): Float64Array => Float64Array.from(keep, (i) => of[i]);
        expect(isotonicFit(only(z), only(y), only(weights))).toEqual(isotonicFit(z, y, weights));
        const apart = z.map((value, i) => value + i / 1000);
        expect(isotonicFit(apart.slice().reverse(), y.slice().reverse(), weights.slice().reverse())).toEqual(
          isotonicFit(apart, y, weights),
        );
      }),
      { seed: 7 },
    );
  });

  test("takes −0 for 0 and has no knots without points", () => {
    const { knots, values } = isotonicFit(Float64Array.of(0, -0, 1), Float64Array.of(1, 3, 4));
    expect([knots, values]).toEqual([Float64Array.of(0, 1), Float64Array.of(2, 4)]);
    expect(isotonicFit(new Float64Array(0), new Float64Array(0)).knots).toHaveLength(0);
    expect(isotonicFit(Float64Array.of(1), Float64Array.of(1), Float64Array.of(0)).knots).toHaveLength(0);
  });

  test("refuses NaN in z", () => {
    expect(() => isotonicFit(Float64Array.of(Number.NaN), Float64Array.of(1))).toThrow(DataError);
  });
});
