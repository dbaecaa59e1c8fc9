import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addScaled, angle, cosine, degrees, dot, norm, scaled, unit } from "../../src/math/vectors.ts";

const v = (...values: number[]): Float64Array => Float64Array.from(values);

test("sums and products", () => {
  expect(dot(v(1, 2, 3), v(4, -5, 6))).toBe(12);
  expect(scaled(v(1, -2), 3)).toEqual(v(3, -6));
  expect(addScaled(v(1, 2), -2, v(3, 4))).toEqual(v(-5, -6));
  expect(degrees(Math.PI)).toBe(180);
});

test("nothing is changed in place", () => {
  const [a, b] = [v(1, 2), v(3, 4)];
  for (const result of [scaled(a, 2), addScaled(a, 2, b), unit(a), unit(v(0, 0))]) expect(result).not.toBe(a);
  expect([a, b]).toEqual([v(1, 2), v(3, 4)]);
});

describe("norm", () => {
  test.each([
    [v(), 0],
    [v(0, -0), 0],
    [v(3, 4), 5],
    [v(3e200, -4e200), 5e200],
    [v(3e-200, 4e-200), 5e-200],
    [v(1, Number.NEGATIVE_INFINITY), Infinity],
    [v(1, Number.NaN), Number.NaN],
  ])("of %s", (a, length) => {
    // Two roundings of the scaled branch.
    if (Number.isFinite(length) && length > 0) expect(norm(a) / length).toBeCloseTo(1, 14);
    else expect(norm(a)).toBe(length);
  });
});

test("the zero vector stays zero and is at right angles to everything", () => {
  expect(unit(v(0, 0))).toEqual(v(0, 0));
  expect(cosine(v(0, 0), v(1, 2))).toBe(0);
  expect(angle(v(0, 0), v(1, 2))).toBeCloseTo(Math.PI / 2, 15);
});

describe("angle", () => {
  // Against atan2, which knows an angle in the plane to one part in 10¹⁵; the coordinates themselves are rounded at
  // 1e-16, which is 1e-16/θ of the angle where they have been turned away from the axes. Here b lies on an axis.
  test.each([1e-300, 1e-12, 1e-8, 1e-3, 0.0999, 0.1, 0.1001, 0.5, 1, 1.5, 2, 3, 3.1, Math.PI - 1e-6])(
    "of %s",
    (theta) => {
      const a = v(Math.cos(theta), Math.sin(theta));
      const wanted = Math.atan2(a[1], a[0]);
      // acos loses up to 1e-16/sin θ; at the seam θ = .1 that is 1e-15, or 1e-14 of θ.
      expect(Math.abs(angle(a, v(7, 0)) - wanted)).toBeLessThanOrEqual(2e-14 * wanted);
    },
  );

  test("is symmetric, within [0, π], blind to length, and turns into its supplement", () => {
    const entry = fc.double({ min: -10, max: 10, noNaN: true });
    const vector = fc.array(entry, { minLength: 3, maxLength: 3 }).map((values) => Float64Array.from(values));
    const long = vector.filter((a) => norm(a) > 1e-3);
    fc.assert(
      fc.property(long, long, fc.double({ min: 0.01, max: 100, noNaN: true }), (a, b, s) => {
        const theta = angle(a, b);
        expect(theta).toBeGreaterThanOrEqual(0);
        expect(theta).toBeLessThanOrEqual(Math.PI);
        // Unit vectors are good to 2e-16 an entry, and so is the half chord in all ranges.
        expect(Math.abs(angle(b, a) - theta)).toBeLessThan(1e-14);
        expect(Math.abs(angle(scaled(a, s), b) - theta)).toBeLessThan(1e-14);
        expect(Math.abs(angle(scaled(a, -1), b) + theta - Math.PI)).toBeLessThan(1e-14);
      }),
      { seed: 1 },
    );
  });
});
