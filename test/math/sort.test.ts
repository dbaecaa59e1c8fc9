import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DataError } from "../../src/errors.ts";
import { RandomStream } from "../../src/math/random.ts";
import { argsort, inOrder } from "../../src/math/sort.ts";

/** The stable order of a comparison sort. */
const compared = (z: ArrayLike<number>): Int32Array =>
  Int32Array.from(Array.from(z, (_, i) => i).sort((i, j) => (z[i] === z[j] ? i - j : z[i] < z[j] ? -1 : 1)));

describe("is the stable order of a comparison sort", () => {
  const special = fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity, 5e-324, -5e-324, 1e-310, Number.MAX_VALUE);
  test.each([
    ["any doubles, many special", fc.oneof(fc.double({ noNaN: true }), special)],
    ["many ties", fc.integer({ min: -3, max: 3 }).map((k) => k / 3)],
    ["one high word, of either sign", fc.integer({ min: -40, max: 40 }).map((k) => Math.sign(k) * (1 + k * k * 1e-9))],
    ["subnormals", fc.integer({ min: -1e6, max: 1e6 }).map((k) => k * 5e-324)],
  ])("%s", (_, entry) => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 300 }), (list) => {
        expect(argsort(Float64Array.from(list))).toEqual(compared(list));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  // Beyond a few hundred entries insertion alone no longer does, so that every way through the sort is taken. Seed 2.
  const n = 20_000;
  const random = new RandomStream(2);
  const draws = Float64Array.from({ length: n }, () => 2 * random.uniform() - 1);
  const ascending = draws.slice().sort();
  test.each([
    ["spread", draws],
    ["ascending", ascending],
    ["descending", ascending.slice().reverse()],
    ["all with the same high word", draws.map((u) => 1 + Math.abs(u) * 1e-7)],
    ["all with the same high word, negative and descending", ascending.map((u) => -1 - Math.abs(u) * 1e-7)],
    ["a few high words of either sign", draws.map((u) => Math.sign(u) + u * 1e-6)],
    ["all equal", new Float64Array(n).fill(3)],
    ["±0 and the least numbers", draws.map((u) => Math.trunc(4 * u) * 5e-324)],
    ["of every size", draws.map((u) => 1 / u ** 99)],
  ])("%s, 20 000 numbers", (_, z) => {
    expect(argsort(z)).toEqual(compared(z));
  });
});

test("−0 equals 0", () => expect([...argsort(Float64Array.of(0, -0, 0, -0))]).toEqual([0, 1, 2, 3]));

test("leaves z as it was, empty or not, and reads no more of its buffer", () => {
  const z = Float64Array.of(Number.NaN, 2, 1, Number.NaN).subarray(1, 3);
  expect([...argsort(z)]).toEqual([1, 0]);
  expect([...z]).toEqual([2, 1]);
  expect(argsort(new Float64Array(0))).toHaveLength(0);
});

test.each([Number.NaN, -Number.NaN, new Float64Array(Uint32Array.of(1, 0x7ff00000).buffer)[0]])(
  "refuses NaN",
  (nan) => {
    expect(() => argsort(Float64Array.of(1, nan))).toThrow(DataError);
    expect(() => argsort(Float64Array.of(1, nan))).toThrow("entry 1: not a number");
  },
);

test("values in an order", () => {
  expect(inOrder(Float64Array.of(5, 6, 7), Int32Array.of(2, 0, 2))).toEqual(Float64Array.of(7, 5, 7));
});
