import fc from "fast-check";
import { expect, test } from "vitest";
import { ln } from "../../src/math/elementary.ts";
import { LogSum } from "../../src/math/logSum.ts";

/** A product of m factors is off by m rounding errors, and a sum of logarithms by one of its largest partial sum. */
test("the sum of the logarithms, of numbers of any size", () => {
  const positive = fc.oneof(
    fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
    fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.array(positive, { maxLength: 400 }), (values) => {
      const sum = new LogSum();
      for (const value of values) sum.add(value);
      const plain = values.reduce((total, value) => total + ln(value), 0);
      const size = values.reduce((total, value) => total + Math.abs(ln(value)), 1);
      expect(Math.abs(sum.total - plain)).toBeLessThan(1e-13 * size);
    }),
    { seed: 1 },
  );
});
