import fc from "fast-check";
import { expect, test } from "vitest";
import { DataError } from "../../src/errors.ts";
import { argsort } from "../../src/math/sort.ts";

test("is the stable order of a comparison sort", () => {
  const special = fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity, 5e-324, -5e-324, Number.MAX_VALUE);
  const values = fc.array(fc.oneof(fc.double({ noNaN: true }), special), { maxLength: 300 });
  fc.assert(
    fc.property(values, (list) => {
      const wanted = [...list.keys()].sort((i, j) => (list[i] === list[j] ? i - j : list[i] < list[j] ? -1 : 1));
      expect([...argsort(Float64Array.from(list))]).toEqual(wanted);
    }),
    { seed: 1, numRuns: 300 },
  );
});

test("−0 equals 0", () => expect([...argsort(Float64Array.of(0, -0, 0, -0))]).toEqual([0, 1, 2, 3]));

test("leaves z as it was, empty or not", () => {
  const z = Float64Array.of(2, 1);
  argsort(z);
  expect([...z]).toEqual([2, 1]);
  expect(argsort(new Float64Array(0))).toHaveLength(0);
});

test("refuses NaN", () => expect(() => argsort(Float64Array.of(1, Number.NaN))).toThrow(DataError));
