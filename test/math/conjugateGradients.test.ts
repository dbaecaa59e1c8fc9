import fc from "fast-check";
import { expect, test } from "vitest";
import { conjugateGradients } from "../../src/math/conjugateGradients.ts";
import { addScaled, dot, norm } from "../../src/math/vectors.ts";
import { normals } from "../fixtures/rows.ts";

const times = (a: Float64Array, d: number) => async (v: Float64Array) =>
  Float64Array.from({ length: d }, (_, i) => dot(a.subarray(i * d, (i + 1) * d), v));

/** A Gram matrix and some of the identity: eigenvalues from 1 to about 5 d. */
function positive(d: number, seed: number): Float64Array {
  const b = normals(seed, d * d);
  return Float64Array.from({ length: d * d }, (_, k) => {
    const [i, j] = [Math.floor(k / d), k % d];
    return dot(b.subarray(i * d, (i + 1) * d), b.subarray(j * d, (j + 1) * d)) + (i === j ? 1 : 0);
  });
}

test("solves what it is asked to, as exactly as asked", () =>
  fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 1e6 }), async (d, seed) => {
      const a = times(positive(d, seed), d);
      const b = normals(seed + 1, d);
      const x = await conjugateGradients(a, b, { relative: 1e-9, most: 20 * d });
      expect(norm(addScaled(await a(x), -1, b))).toBeLessThan(2e-9 * norm(b));
    }),
    { seed: 3, numRuns: 100 },
  ));

test("stays where nothing pulls, and where nothing curves", async () => {
  const stop = { relative: 1e-6, most: 10 };
  const identity = async (v: Float64Array) => v;
  const nothing = async (v: Float64Array) => v.map(() => 0);
  expect(await conjugateGradients(identity, new Float64Array(2), stop)).toEqual(new Float64Array(2));
  expect(await conjugateGradients(nothing, Float64Array.of(1, 2), stop)).toEqual(new Float64Array(2));
});

test("ends after the most rounds", async () => {
  let rounds = 0;
  const counting = (v: Float64Array) => {
    rounds++;
    return times(positive(9, 4), 9)(v);
  };
  await conjugateGradients(counting, normals(5, 9), { relative: 1e-12, most: 3 });
  expect(rounds).toBe(3);
});
