import stdExp from "@stdlib/math-base-special-exp";
import fc from "fast-check";
import { expect, test } from "vitest";
import { exp } from "../../src/math/exp.ts";

/** Down to here @stdlib rounds to the nearest number; below it has 0 for what is nearer to 5e-324. */
const LEAST = -744.44;

test("every number has @stdlib's bits", () => {
  const anywhere = fc.double().filter((x) => !(x < LEAST && x > -746));
  const telling = fc.double({ min: LEAST, max: 720 });
  fc.assert(
    fc.property(fc.oneof(anywhere, telling), (x) => {
      expect(exp(x)).toBe(stdExp(x));
    }),
    { numRuns: 20_000, seed: 1 },
  );
});

test("so do the numbers around which it changes its way, and their neighbors", () => {
  const ends = [0, 2 ** -28, 709.782712893384, -708.396418532264, 709.436139303, 1, 0.5 * Math.LN2];
  for (const end of ends) {
    for (const sign of [1, -1]) {
      for (let k = -50; k <= 50; k++) {
        const x = sign * end * (1 + k * Number.EPSILON);
        expect(exp(x)).toBe(stdExp(x));
      }
    }
  }
  for (const x of [Number.NaN, Infinity, -Infinity, -0, Number.MIN_VALUE]) expect(exp(x)).toBe(stdExp(x));
});

test("what is nearer to the least number than to 0 is the least number", () => {
  expect([exp(-744.45), exp(-745.13), exp(-745.14)]).toEqual([5e-324, 5e-324, 0]);
});
