import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../src/errors.ts";
import { anchoredIsotonic, boundedIsotonic, lipschitzIsotonic, type Polyline } from "../../src/math/boundedIsotonic.ts";
import { isotonicRegression } from "../../src/math/isotonic.ts";
import { RandomStream } from "../../src/math/random.ts";
import { mergeTies } from "../../src/math/ties.ts";
import { frozen } from "./golden.ts";

/** BVLS solves a least squares problem of condition below 10³ in doubles; its rounding is what is allowed for. */
const QP = 1e-9;
function expectClose(a: ArrayLike<number>, b: ArrayLike<number>, tolerance: number): void {
  expect(a.length).toBe(b.length);
  for (let i = 0; i < a.length; i++) expect(Math.abs(a[i] - b[i])).toBeLessThan(tolerance);
}

describe("against the quadratic program", () => {
  test.each(frozen("bounded"))("bounded %#", ({ z, y, weights, slopes, pin, knots, values }) => {
    const fit = boundedIsotonic(z, y, slopes, { weights, ...(pin && { pin }) });
    expect([...fit.knots]).toEqual(knots);
    expectClose(fit.values, values, QP);
  });

  test.each(frozen("anchored"))("anchored %#", ({ z, y, weights, slopes, knots, values }) => {
    const fit = anchoredIsotonic(z, y, slopes, weights);
    expect([...fit.knots]).toEqual(knots);
    expectClose(fit.values, values, QP);
  });
});

const row = fc.tuple(
  fc.double({ min: -3, max: 3, noNaN: true }),
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.oneof(fc.constant(0), fc.constant(1), fc.double({ min: 0.01, max: 10, noNaN: true })),
);
const points = fc.array(row, { maxLength: 60 }).map((rows) => ({
  z: Float64Array.from(rows, ([z]) => z),
  y: Float64Array.from(rows, ([, y]) => y),
  weights: Float64Array.from(rows, ([, , w]) => w),
}));
const slopes = fc
  .tuple(fc.constantFrom(0, 0.25, 1), fc.constantFrom(0, 0.5, 3))
  .map(([lo, more]): [number, number] => [lo, lo + more]);
const pins = fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true }));

/** Numbers up to 30, 60 points, slopes up to 4: rounding stays far below. */
const CLOSE = 1e-10;
function expectSlopes({ knots, values }: Polyline, [lo, hi]: readonly [number, number]): void {
  for (let i = 1; i < knots.length; i++) {
    const [gap, rise] = [knots[i] - knots[i - 1], values[i] - values[i - 1]];
    expect(rise).toBeGreaterThan(lo * gap - CLOSE);
    expect(rise).toBeLessThan(hi * gap + CLOSE);
  }
}

/**
 * Kuhn and Tucker along points in order, from a free end: S_i = Σ_{j≤i} w (v − y) says which way the rise after i
 * wants to change; it is ≤ 0 at the least slope, ≥ 0 at the greatest, 0 between.
 */
function expectStationary(
  { knots, values }: Polyline,
  data: { z: Float64Array; y: Float64Array; weights: Float64Array },
  [lo, hi]: readonly [number, number],
): void {
  const merged = mergeTies(data.z, data.y, data.weights);
  let sum = 0;
  merged.z.forEach((z, i) => {
    const k = knots.indexOf(z);
    sum += merged.weights[i] * (values[k] - merged.y[i]);
    if (k + 1 === knots.length) return;
    const [gap, rise] = [knots[k + 1] - z, values[k + 1] - values[k]];
    if (rise > lo * gap + 1e-9) expect(sum).toBeGreaterThan(-1e-8);
    if (rise < hi * gap - 1e-9) expect(sum).toBeLessThan(1e-8);
  });
  if (merged.z.length > 0 && merged.z.length === knots.length) expect(Math.abs(sum)).toBeLessThan(1e-8);
}

describe("boundedIsotonic", () => {
  test("free: slopes in bounds, stationary", () => {
    fc.assert(
      fc.property(points, slopes, (data, bounds) => {
        const fit = boundedIsotonic(data.z, data.y, bounds, { weights: data.weights });
        expectSlopes(fit, bounds);
        expectStationary(fit, data, bounds);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test("pinned: goes through the pin, slopes in bounds, stationary on both sides", () => {
    fc.assert(
      fc.property(points, slopes, pins, (data, bounds, pin) => {
        const fit = boundedIsotonic(data.z, data.y, bounds, { weights: data.weights, pin });
        const at = fit.knots.indexOf(pin[0]);
        expect(fit.values[at]).toBe(pin[1]);
        expectSlopes(fit, bounds);
        // Each side is free at its far end; the right one is looked at upside down from behind.
        const side = (sign: 1 | -1): void => {
          const own = [...data.z.keys()].filter((i) => sign * data.z[i] < sign * pin[0]);
          const turned = (of: Float64Array, s: number): Float64Array => Float64Array.from(own, (i) => s * of[i]);
          const part = sign === 1 ? [0, at + 1] : [at, fit.knots.length];
          const [knots, values] = [fit.knots, fit.values].map((of) => of.slice(...part).map((value) => sign * value));
          if (sign === -1) [knots, values].forEach((of) => of.reverse());
          const rest = { z: turned(data.z, sign), y: turned(data.y, sign), weights: turned(data.weights, 1) };
          expectStationary({ knots, values }, rest, bounds);
        };
        side(1);
        side(-1);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  test("leaves alone what keeps the bounds", () => {
    fc.assert(
      fc.property(points, (data) => {
        const fit = boundedIsotonic(data.z, data.y, [0.25, 2], { weights: data.weights });
        expectClose(boundedIsotonic(fit.knots, fit.values, [0.25, 2]).values, fit.values, CLOSE);
      }),
      { seed: 3 },
    );
  });

  test("is blind to the scale of the weights and turns with the data", () => {
    fc.assert(
      fc.property(points, slopes, (data, bounds) => {
        const { values } = boundedIsotonic(data.z, data.y, bounds, { weights: data.weights });
        const triple = boundedIsotonic(data.z, data.y, bounds, { weights: data.weights.map((w) => 3 * w) });
        expectClose(triple.values, values, CLOSE);
        const negated = (of: Float64Array): Float64Array => of.map((value) => -value);
        const turned = boundedIsotonic(negated(data.z), negated(data.y), bounds, { weights: data.weights });
        expectClose(negated(turned.values).reverse(), values, CLOSE);
      }),
      { seed: 4 },
    );
  });

  test("is plain isotonic regression where no slope binds, and the mean where none is allowed", () => {
    fc.assert(
      fc.property(points, (data) => {
        const merged = mergeTies(data.z, data.y, data.weights);
        // Gaps of one, so that a slope of 100 cannot bind on labels within ±10.
        const z = merged.z.map((_, i) => i);
        const plain = isotonicRegression(merged.y, merged.weights);
        expectClose(lipschitzIsotonic(z, merged.y, 100, merged.weights).values, plain, CLOSE);
        const mass = merged.weights.reduce((sum, w) => sum + w, 0);
        const mean = merged.y.reduce((sum, y, i) => sum + (y * merged.weights[i]) / mass, 0);
        expectClose(
          lipschitzIsotonic(z, merged.y, 0, merged.weights).values,
          z.map(() => mean),
          CLOSE,
        );
      }),
      { seed: 5 },
    );
  });

  test("a curve of the class is found again, however many points", () => {
    const random = new RandomStream(6);
    const z = Float64Array.from({ length: 20_000 }, () => random.normal());
    const y = z.map((value) => Math.max(value, 0));
    const fit = lipschitzIsotonic(z, y, 1);
    // 2·10⁴ gaps are added up along the way, each rounded at 1e-16 of the total.
    expectClose(
      fit.values,
      fit.knots.map((knot) => Math.max(knot, 0)),
      1e-11,
    );
  });

  test("alternating labels, on which the zero moves farthest, keep the bounds", () => {
    const n = 10_000;
    const z = Float64Array.from({ length: n }, (_, i) => i / n);
    expectSlopes(
      lipschitzIsotonic(
        z,
        z.map((_, i) => (i % 2 === 0 ? 5 : -5)),
        1,
      ),
      [0, 1],
    );
  });
});

describe("hostile input", () => {
  const none = new Float64Array(0);
  test("empty, single and weightless", () => {
    expect(boundedIsotonic(none, none, [0, 1])).toEqual({ knots: none, values: none });
    expect(boundedIsotonic(none, none, [0, 1], { pin: [2, 3] })).toEqual({
      knots: Float64Array.of(2),
      values: Float64Array.of(3),
    });
    expect(anchoredIsotonic(none, none, [0, 1]).knots).toEqual(Float64Array.of(0));
    const [z, y] = [Float64Array.of(1), Float64Array.of(5)];
    expect(boundedIsotonic(z, y, [0, 1])).toEqual({ knots: z, values: y });
    expect(boundedIsotonic(z, y, [0, 1], { weights: Float64Array.of(0) }).knots).toHaveLength(0);
    expect(boundedIsotonic(z, y, [0, 1], { pin: [1, 2] }).values).toEqual(Float64Array.of(2));
  });

  test("−0 is the anchor", () => {
    const fit = anchoredIsotonic(Float64Array.of(-0, 1), Float64Array.of(7, 1), [0, 2]);
    expect(fit).toEqual({ knots: Float64Array.of(0, 1), values: Float64Array.of(0, 1) });
  });

  test("all z equal give the mean", () => {
    const fit = boundedIsotonic(new Float64Array(4).fill(2), Float64Array.of(1, 2, 3, 6), [0, 1]);
    expect(fit).toEqual({ knots: Float64Array.of(2), values: Float64Array.of(3) });
  });

  test("weights 10³⁰⁰ apart and labels of 10¹⁵⁰ give finite curves in bounds", () => {
    const random = new RandomStream(7);
    for (let trial = 0; trial < 200; trial++) {
      const z = Float64Array.from({ length: 12 }, () => random.normal());
      const weights = z.map(() => [1e-150, 1, 1e150][random.below(3)]);
      const small = boundedIsotonic(
        z,
        z.map(() => random.normal()),
        [0, 1],
        { weights },
      );
      expect(small.values.every(Number.isFinite)).toBe(true);
      expectSlopes(small, [0, 1]);
      const large = boundedIsotonic(
        z,
        z.map(() => 1e150 * random.normal()),
        [0, 1e150],
      );
      expect(large.values.every(Number.isFinite)).toBe(true);
      expectSlopes({ knots: large.knots, values: large.values.map((value) => value / 1e150) }, [0, 1]);
    }
  });

  test.each([
    [-1, 1],
    [2, 1],
    [0, Infinity],
    [Number.NaN, 1],
  ])("refuses the slopes %d, %d", (lo, hi) => {
    expect(() => boundedIsotonic(none, none, [lo, hi])).toThrow(UsageError);
    expect(() => anchoredIsotonic(none, none, [lo, hi])).toThrow(UsageError);
  });
});
