import fc from "fast-check";
import { expect, test } from "vitest";
import { endsOfSpectrum } from "../../src/math/lanczos.ts";
import { symmetricEigen } from "../../src/math/linear.ts";
import { addScaled, dot, norm, scaled } from "../../src/math/vectors.ts";
import { normals } from "../fixtures/rows.ts";

const times = (a: Float64Array, d: number) => async (v: Float64Array) =>
  Float64Array.from({ length: d }, (_, i) => dot(a.subarray(i * d, (i + 1) * d), v));

function symmetric(d: number, seed: number): Float64Array {
  const b = normals(seed, d * d);
  return b.map((_, k) => b[k] + b[(k % d) * d + Math.floor(k / d)]);
}

test("of few dimensions it finds the whole spectrum", () =>
  fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 1e6 }), async (d, seed) => {
      const a = symmetric(d, seed);
      const { values, vectors } = await endsOfSpectrum(times(a, d), d);
      const size = norm(symmetricEigen(a, d).values);
      symmetricEigen(a, d).values.forEach((value, k) => expect(Math.abs(values[k] - value)).toBeLessThan(1e-9 * size));
      for (const [k, v] of vectors.entries()) {
        expect(norm(addScaled(await times(a, d)(v), -values[k], v))).toBeLessThan(1e-8 * size);
        expect(norm(v)).toBeCloseTo(1, 12);
      }
    }),
    { seed: 5, numRuns: 100 },
  ));

test.each([1, 2, 3])("of many it finds what stands out at both ends, seed %i", async (seed) => {
  const d = 300;
  const [up, down] = [normals(seed, d), normals(seed + 10, d)].map((v) => scaled(v, 1 / norm(v)));
  const noise = symmetric(d, seed + 20);
  // Noise has eigenvalues up to 2 in size.
  const a = noise.map((value, k) => {
    const [i, j] = [Math.floor(k / d), k % d];
    return value / Math.sqrt(2 * d) + 5 * up[i] * up[j] - 4 * down[i] * down[j];
  });
  const { vectors } = await endsOfSpectrum(times(a, d), d);
  const exact = symmetricEigen(a, d).vectors;
  const column = (k: number) => Float64Array.from({ length: d }, (_, j) => exact[j * d + k]);
  expect(Math.abs(dot(vectors[vectors.length - 1], column(d - 1)))).toBeGreaterThan(1 - 1e-9);
  expect(Math.abs(dot(vectors[0], column(0)))).toBeGreaterThan(1 - 1e-9);
});

test("stops where a space is whole: a matrix of rank one, and zero", async () => {
  const v = Float64Array.of(3, 0, 4);
  const one = await endsOfSpectrum(async (at) => scaled(v, dot(v, at)), 3);
  expect(one.values.length).toBe(2);
  expect(one.values[1]).toBeCloseTo(25, 10);
  const zero = await endsOfSpectrum(async (at) => at.map(() => 0), 3);
  expect(zero.values).toEqual(Float64Array.of(0));
});
