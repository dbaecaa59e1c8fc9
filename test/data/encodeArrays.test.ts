import fc from "fast-check";
import { expect, test } from "vitest";
import { applyEncoding, applyToArrays } from "../../src/data/applyEncoding.ts";
import type { EncodeOptions } from "../../src/data/encode.ts";
import { encodeArrays } from "../../src/data/encodeArrays.ts";
import { type Encoded, encodeTable } from "../../src/data/encodeTable.ts";
import { type Arrays, tableOf } from "../../src/data/sources/arrays.ts";

const viaTable = (arrays: Arrays, options: EncodeOptions): Encoded => {
  const { table, target = "y" } = tableOf(arrays);
  return encodeTable(table, { target, ...options });
};

/** What a function gives, or the error it throws. */
function outcome<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    return String(error);
  }
}

const usual = fc.integer({ min: -3, max: 3 });
const cell = fc.oneof({ weight: 60, arbitrary: usual }, fc.constantFrom(-0, 0.5, 1e300));
const odd = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);

/** Few values, so that columns often are constant or copies; now and then a cell that is missing or infinite. */
const rowMajor = fc.record({ n: fc.integer({ min: 1, max: 7 }), d: fc.integer({ min: 0, max: 4 }) }).chain(({ n, d }) =>
  fc.record({
    x: fc
      .tuple(fc.array(cell, { minLength: n * d, maxLength: n * d }), fc.option(fc.tuple(fc.nat(40), odd), { freq: 4 }))
      .map(([cells, strange]) => Float64Array.from(cells, (value, k) => (strange?.[0] === k ? strange[1] : value))),
    n: fc.constant(n),
    d: fc.constant(d),
    y: fc.array(fc.oneof({ weight: 30, arbitrary: usual }, odd, fc.constant(null)), { minLength: n, maxLength: n }),
  }),
);

const options: fc.Arbitrary<EncodeOptions> = fc.record(
  {
    target: fc.constantFrom("y", "x1", "z"),
    positive: fc.constantFrom("1", "0", "yes"),
    features: fc.constantFrom(["x1"], ["x2", "x1"]),
    drop: fc.constantFrom(["x1"], []),
    weights: fc.constant("x2"),
    weightsKind: fc.constant("precision"),
    missing: fc.constantFrom("error", "drop", "mean"),
    splitBy: fc.constant("x1"),
  },
  { requiredKeys: [] },
);

test("row-major numbers are encoded as the table of them is", () => {
  let asTheyAre = 0;
  let refused = 0;
  const plain = fc.oneof(options, fc.record({ missing: fc.constantFrom("error", "drop", "mean") }));
  fc.assert(
    fc.property(rowMajor, plain, (arrays, chosen) => {
      const found = outcome(() => encodeArrays(arrays, chosen));
      expect(found).toEqual(outcome(() => viaTable(arrays, chosen)));
      if (typeof found === "string") refused++;
      else if (found.design.x === arrays.x) asTheyAre++;
    }),
    { seed: 21, numRuns: 3000 },
  );
  // Both ways were taken.
  expect(asTheyAre).toBeGreaterThan(300);
  expect(refused).toBeGreaterThan(300);
});

test.each<[string, Arrays]>([
  ["too few names", { x: new Float64Array(4), n: 2, d: 2, names: ["a"], y: [1, 2] }],
  ["a name twice", { x: new Float64Array(4), n: 2, d: 2, names: ["a", "a"], y: [1, 2] }],
  ["labels of another number", { x: new Float64Array(4), n: 2, d: 2, y: [1] }],
  ["another n", { x: new Float64Array(4), n: 3, d: 2, y: [1, 2, 3] }],
  ["text among the labels", { x: new Float64Array(4), n: 2, d: 2, y: [1, "a"] }],
])("%s: refused with the same words", (_, arrays) => {
  const says = outcome(() => tableOf(arrays));
  expect(says).toContain("Error");
  expect(outcome(() => encodeArrays(arrays, {}))).toBe(says);
  expect(outcome(() => viaTable(arrays, {}))).toBe(says);
});

test("x is the array that was given, unless a column or a row goes", () => {
  const x = Float64Array.of(1, 2, 3, 5, 4, 4);
  expect(encodeArrays({ x, n: 3, d: 2, y: [1, 2, 3] }, {}).design.x).toBe(x);
  expect(encodeArrays({ x, n: 3, d: 2, y: [1, 2, null] }, { missing: "drop" }).design.x).toEqual(x.slice(0, 4));
  expect(encodeArrays({ x: Float64Array.of(1, 7, 2, 7), n: 2, d: 2, y: [1, 2] }, {}).design).toMatchObject({
    x: Float64Array.of(1, 2),
    names: ["x1"],
  });
});

test("columns and rows are encoded through a table", () => {
  const forms: Arrays[] = [
    { x: { a: [1, 2, 4], b: Float64Array.of(3, 5, 5) }, y: [1, 2, 3] },
    { x: [[1, 3], Float64Array.of(2, 5), [4, 5]], names: ["a", "b"], y: [1, 2, 3] },
  ];
  for (const arrays of forms) expect(encodeArrays(arrays, {})).toEqual(viaTable(arrays, {}));
});

test("row-major numbers to predict are encoded as the table of them is", () => {
  const fitted = [
    encodeArrays({ x: Float64Array.of(1, 2, 3, 5), n: 2, d: 2, y: [1, 2] }, {}),
    encodeArrays({ x: Float64Array.of(1, Number.NaN, 3, 5, 4, 4), n: 3, d: 2, y: [1, 2, 3] }, { missing: "mean" }),
    encodeArrays({ x: Float64Array.of(1, Number.NaN, 3, 5, 4, 4), n: 3, d: 2, y: [1, 2, 3] }, { missing: "drop" }),
    encodeArrays({ x: { x1: ["a", "b", "a"], x2: [1, 2, 3] }, y: [1, 2, 3] }, {}),
    encodeArrays({ x: Float64Array.of(1, 7, 2, 7), n: 2, d: 2, y: [1, 2] }, {}),
  ];
  fc.assert(
    fc.property(rowMajor, fc.constantFrom(...fitted), ({ x, n, d }, { encoding }) => {
      const arrays = { x, n, d };
      const found = outcome(() => applyToArrays(encoding, arrays));
      expect(found).toEqual(outcome(() => applyEncoding(encoding, tableOf(arrays).table)));
    }),
    { seed: 22, numRuns: 1000 },
  );
  const x = Float64Array.of(7, 8);
  expect(applyToArrays(fitted[0].encoding, { x, n: 1, d: 2 }).x).toBe(x);
});
