import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Staircase } from "../../src/math/isotonic.ts";
import { isotonicMedian, isotonicMedianFit } from "../../src/math/isotonicMedian.ts";
import { RandomStream } from "../../src/math/random.ts";
import { frozen } from "./golden.ts";

const at = ({ knots, values }: Staircase, z: number): number =>
  values[
    Math.max(
      0,
      knots.findLastIndex((k) => k <= z),
    )
  ];
const cost = (v: ArrayLike<number>, y: Float64Array, w: Float64Array): number =>
  y.reduce((sum, value, i) => sum + w[i] * Math.abs(v[i] - value), 0);

describe("against the linear program", () => {
  // Labels are decimals and weights small integers: the minimizers are labels or halfway between two, known exactly.
  test.each(frozen("median"))("instance %#", ({ z, y, weights, knots, values, cost: least }) => {
    const fit = isotonicMedianFit(z, y, weights);
    knots.forEach((knot, k) => expect(Math.abs(at(fit, knot) - values[k])).toBeLessThan(1e-12));
    // HiGHS meets its constraints to 1e-7, often to the last bit.
    expect(
      Math.abs(
        cost(
          z.map((value) => at(fit, value)),
          y,
          weights,
        ) - least,
      ),
    ).toBeLessThan(1e-6);
  });
});

/** The least cost, by trying every label at every point: O(n²), and no idea shared with the code. */
function leastCost(y: Float64Array, w: Float64Array): number {
  const levels = [...new Set(y)].sort((a, b) => a - b);
  let best = levels.map(() => 0);
  y.forEach((value, i) => {
    let least = Infinity;
    best = best.map((sofar, k) => {
      least = Math.min(least, sofar);
      return least + w[i] * Math.abs(levels[k] - value);
    });
  });
  return best.length === 0 ? 0 : Math.min(...best);
}

const pairs = fc.array(fc.tuple(fc.integer({ min: -8, max: 8 }), fc.integer({ min: 0, max: 3 })), { maxLength: 50 });
const weighted = pairs.map((rows) => ({
  y: Float64Array.from(rows, ([y]) => y),
  weights: Float64Array.from(rows, ([, w]) => w),
}));

describe("isotonicMedian", () => {
  test("is nondecreasing and of least cost, exactly on integers", () => {
    fc.assert(
      fc.property(weighted, ({ y, weights }) => {
        const v = isotonicMedian(y, weights);
        for (let i = 1; i < v.length; i++) expect(v[i]).toBeGreaterThanOrEqual(v[i - 1]);
        expect(cost(v, y, weights)).toBe(leastCost(y, weights));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test("is of least cost for real labels and weights", () => {
    const real = fc.double({ min: -10, max: 10, noNaN: true });
    const some = fc.double({ min: 0.01, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(real, some), { maxLength: 50 }), (rows) => {
        const y = Float64Array.from(rows, ([value]) => value);
        const weights = Float64Array.from(rows, ([, w]) => w);
        // Σ w|v − y| ≤ 10⁴: 50 roundings of that.
        expect(Math.abs(cost(isotonicMedian(y, weights), y, weights) - leastCost(y, weights))).toBeLessThan(1e-10);
      }),
      { seed: 2 },
    );
  });

  test("turns with the data, doubles with nothing, and takes a weight for copies", () => {
    fc.assert(
      fc.property(weighted, ({ y, weights }) => {
        const w = weights.map((value) => value + 1);
        const v = [...isotonicMedian(y, w)];
        const turned = isotonicMedian(y.map((value) => -value).reverse(), w.slice().reverse());
        expect([...turned].reverse().map((value) => 0 - value)).toEqual(v.map((value) => value + 0));
        expect([
          ...isotonicMedian(
            y,
            w.map((value) => 4 * value),
          ),
        ]).toEqual(v);
        const copies = [...y.keys()].flatMap((i) => Array<number>(w[i]).fill(i));
        const z = Float64Array.from(copies);
        const fit = isotonicMedianFit(
          z,
          z.map((i) => y[i]),
        );
        expect([...y.keys()].map((i) => at(fit, i))).toEqual(v);
      }),
      { seed: 3 },
    );
  });

  test("fits itself", () => {
    fc.assert(
      fc.property(weighted, ({ y, weights }) => {
        const w = weights.map((value) => value + 1);
        const v = isotonicMedian(y, w);
        expect(isotonicMedian(v, w)).toEqual(v);
      }),
      { seed: 4 },
    );
  });

  test("is the median of a falling sequence, halfway for an even number", () => {
    expect(isotonicMedian(Float64Array.of(9, 5, 1))).toEqual(Float64Array.of(5, 5, 5));
    expect(isotonicMedian(Float64Array.of(9, 6, 4, 1))).toEqual(Float64Array.of(5, 5, 5, 5));
  });

  test("one wild label in three moves nothing", () => {
    const y = Float64Array.of(1, 1e300, 1, 1, 2, 2, -1e300, 2);
    expect(isotonicMedian(y)).toEqual(Float64Array.of(1, 1, 1, 1, 2, 2, 2, 2));
  });

  test("points without weight have no say and follow their neighbors", () => {
    const y = Float64Array.of(9, 1, -7, 3, 2, 50);
    expect(isotonicMedian(y, Float64Array.of(0, 1, 0, 1, 1, 0))).toEqual(Float64Array.of(1, 1, 1, 2.5, 2.5, 2.5));
    expect(isotonicMedian(y, new Float64Array(6))).toEqual(new Float64Array(6));
  });

  test("takes what is empty, single or constant, and a falling hundred thousand", () => {
    expect(isotonicMedian(new Float64Array(0))).toHaveLength(0);
    expect(isotonicMedian(Float64Array.of(4))).toEqual(Float64Array.of(4));
    expect(isotonicMedian(new Float64Array(99).fill(0.1))).toEqual(new Float64Array(99).fill(0.1));
    const n = 100_001;
    expect(isotonicMedian(Float64Array.from({ length: n }, (_, i) => n - i)).every((v) => v === (n + 1) / 2)).toBe(
      true,
    );
  });
});

describe("isotonicMedianFit", () => {
  test("knots and values rise strictly; the order of the points does not matter", () => {
    const random = new RandomStream(5);
    const z = Float64Array.from({ length: 200 }, () => random.below(40) / 8);
    const y = z.map((value) => value + random.below(9));
    const fit = isotonicMedianFit(z, y);
    for (let k = 1; k < fit.knots.length; k++) {
      expect(fit.knots[k]).toBeGreaterThan(fit.knots[k - 1]);
      expect(fit.values[k]).toBeGreaterThan(fit.values[k - 1]);
    }
    const order = random.permutation(200);
    const shuffled = (of: Float64Array): Float64Array => of.map((_, i) => of[order[i]]);
    expect(isotonicMedianFit(shuffled(z), shuffled(y))).toEqual(fit);
  });

  test("−0 is 0, and there are no knots without weight", () => {
    expect(isotonicMedianFit(Float64Array.of(0, -0), Float64Array.of(3, 1)).values).toEqual(Float64Array.of(2));
    expect(isotonicMedianFit(Float64Array.of(1), Float64Array.of(1), Float64Array.of(0)).knots).toHaveLength(0);
  });
});
