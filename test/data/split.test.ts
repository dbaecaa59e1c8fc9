import fc from "fast-check";
import { expect, test } from "vitest";
import { type Design, rowStart } from "../../src/data/design.ts";
import { firstRows, nested, rowsOf, splitRows, subsample } from "../../src/data/split.ts";
import { DataError } from "../../src/errors.ts";
import { RandomStream } from "../../src/math/random.ts";

test("every row is on one side, both sides are nonempty and ascending, groups stay together", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 40 }),
      fc.boolean(),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.nat(1000),
      (labels, grouped, share, seed) => {
        const groups = Int32Array.from(labels);
        fc.pre(!grouped || new Set(labels).size > 1);
        const design = { n: labels.length, ...(grouped && { groups }) };
        const split = splitRows(design, share, new RandomStream(seed));
        const sides = [[...split.fit], [...split.heldOut]];
        for (const side of sides) {
          expect(side.length).toBeGreaterThan(0);
          expect(side).toEqual(side.toSorted((a, b) => a - b));
        }
        expect(sides.flat().toSorted((a, b) => a - b)).toEqual(labels.map((_, i) => i));
        if (grouped) {
          const [fit, heldOut] = sides.map((side) => new Set(side.map((row) => groups[row])));
          expect([...fit].every((group) => !heldOut.has(group))).toBe(true);
        } else {
          expect(split.heldOut).toHaveLength(Math.min(Math.max(Math.round(share * design.n), 1), design.n - 1));
        }
        expect(splitRows(design, share, new RandomStream(seed))).toEqual(split);
      },
    ),
    { seed: 11, numRuns: 200 },
  );
});

test("another seed holds out other rows", () => {
  const heldOut = (seed: number): number[] => [...splitRows({ n: 100 }, 0.3, new RandomStream(seed)).heldOut];
  expect(heldOut(1)).not.toEqual(heldOut(2));
});

test("one row or one group cannot be split", () => {
  expect(() => splitRows({ n: 1 }, 0.5, new RandomStream(1))).toThrow(DataError);
  expect(() => splitRows({ n: 3, groups: new Int32Array(3) }, 0.5, new RandomStream(1))).toThrow(/two groups/);
});

test("a subsample is ascending and without repetition", () => {
  const rows = [...subsample(1000, 50, new RandomStream(1))];
  expect(rows).toHaveLength(50);
  expect(new Set(rows).size).toBe(50);
  expect(rows).toEqual(rows.toSorted((a, b) => a - b));
});

test("all subsamples are alike", () => {
  const stream = new RandomStream(2);
  const counts = new Map<string, number>();
  for (let draw = 0; draw < 10_000; draw++) {
    const rows = subsample(5, 2, stream).join();
    counts.set(rows, (counts.get(rows) ?? 0) + 1);
  }
  expect(counts.size).toBe(10);
  // 1000 expected of each, standard deviation 30: beyond five of them once in a million runs.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

const small: Design = {
  n: 3,
  d: 2,
  x: new Float64Array([1, 2, 3, 4, 5, 6]),
  y: new Float64Array([7, 8, 9]),
  names: ["a", "b"],
  weights: new Float64Array([1, 2, 3]),
  weightsKind: "frequency",
  groups: new Int32Array([4, 5, 6]),
  binary: false,
};

test("a design of some rows shares x and gathers the rest", () => {
  const some = rowsOf(small, new Int32Array([0, 2]));
  expect(some.x).toBe(small.x);
  expect(some).toEqual({
    ...small,
    n: 2,
    rows: new Int32Array([0, 2]),
    y: new Float64Array([7, 9]),
    weights: new Float64Array([1, 3]),
    groups: new Int32Array([4, 6]),
  });
});

test("rows of rows are rows, in any order and more than once", () => {
  const some = rowsOf(rowsOf(small, new Int32Array([2, 0])), new Int32Array([1, 0, 1, 0]));
  expect(some).toEqual(rowsOf(small, new Int32Array([0, 2, 0, 2])));
  expect([0, 1, 2, 3].map((i) => some.x[rowStart(some, i)])).toEqual([1, 5, 1, 5]);
  expect([0, 1, 2].map((i) => rowStart(small, i))).toEqual([0, 2, 4]);
});

test("first rows of a nested order are random ones, each set within the next, neighbors in order", () => {
  const order = [...nested(1000, [50, 200, 1000, 5000], new RandomStream(1))];
  const isAscending = (rows: number[]): boolean => rows.every((row, k) => k === 0 || rows[k - 1] < row);
  expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  expect([order.slice(0, 50), order.slice(50, 200), order.slice(200)].every(isAscending)).toBe(true);
  // Means of 50 and of 200 of 0 … 999 deviate by 289/√50 = 41 and 289/√200 = 20; four of these. Seed 1.
  const mean = (rows: number[]): number => rows.reduce((sum, row) => sum + row, 0) / rows.length;
  expect(Math.abs(mean(order.slice(0, 50)) - 499.5)).toBeLessThan(164);
  expect(Math.abs(mean(order.slice(0, 200)) - 499.5)).toBeLessThan(82);
  expect([...nested(5, [5, 9], new RandomStream(1))]).toEqual([0, 1, 2, 3, 4]);
});

test("first rows are those that picking them gives", () => {
  const values = (scale: number) => Float64Array.from({ length: 6 }, (_, i) => scale * i);
  const design: Design = {
    n: 6,
    d: 1,
    x: values(1),
    y: values(2),
    names: ["x"],
    weights: values(3),
    weightsKind: "frequency",
    groups: Int32Array.of(0, 0, 1, 1, 2, 2),
    binary: false,
  };
  const picked = rowsOf(design, Int32Array.of(5, 1, 2, 3, 0, 4));
  expect(firstRows(picked, 3)).toEqual(rowsOf(picked, Int32Array.of(0, 1, 2)));
  expect(firstRows(picked, 6)).toBe(picked);
});

test("of every stratum about a share is held out, at least a row of two, and never all", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 60 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.nat(1000),
      (labels, share, seed) => {
        const strata = Int32Array.from(labels);
        const { fit, heldOut } = splitRows({ n: labels.length, strata }, share, new RandomStream(seed));
        const count = (rows: Int32Array, stratum: number): number => rows.filter((i) => strata[i] === stratum).length;
        for (const stratum of new Set(labels)) {
          const [learns, judges] = [count(fit, stratum), count(heldOut, stratum)];
          const size = learns + judges;
          expect(size).toBe(labels.filter((label) => label === stratum).length);
          expect(judges).toBe(Math.min(Math.max(Math.round(share * size), 1), size - 1));
        }
      },
    ),
    { seed: 6 },
  );
});
