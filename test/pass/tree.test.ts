import fc from "fast-check";
import { expect, test } from "vitest";
import { TreeSum } from "../../src/pass/tree.ts";
import { normals } from "../fixtures/rows.ts";

const treeOf = (values: readonly number[]): number => {
  const tree = new TreeSum(1);
  for (const value of values) tree.add(Float64Array.of(value));
  return tree.total()[0];
};

/** The tree as one would draw it: as many leaves on the left as the largest power of two leaves something on the right. */
function drawn(values: readonly number[]): number {
  if (values.length === 1) return values[0];
  let left = 1;
  while (2 * left < values.length) left *= 2;
  return drawn(values.slice(0, left)) + drawn(values.slice(left));
}

/** Σ values exactly, as a multiple of 2⁻¹⁰⁰, then rounded. */
function exact(values: readonly number[]): number {
  return Number(values.reduce((sum, value) => sum + BigInt(value * 2 ** 100), 0n)) / 2 ** 100;
}

test("chunks join in the tree one would draw, to the bit", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 1000 }), (count, seed) => {
      const values = [...normals(seed, count)];
      expect(treeOf(values)).toBe(drawn(values));
    }),
    { seed: 1, numRuns: 100 },
  );
});

test("its error grows with the depth alone", () => {
  for (const count of [1, 2, 3, 1000, 65_537]) {
    const values = [...normals(count, count)].map((value) => 1 + 1e-3 * value);
    const depth = Math.ceil(Math.log2(count)) + 1;
    const size = values.reduce((sum, value) => sum + Math.abs(value), 0);
    expect(Math.abs(treeOf(values) - exact(values))).toBeLessThanOrEqual(depth * 2 ** -53 * size);
  }
});

test("whole numbers sum exactly, each entry on its own; nothing sums to 0", () => {
  const tree = new TreeSum(2);
  for (let k = 0; k < 1001; k++) tree.add(Float64Array.of(k, -2 * k));
  expect([...tree.total()]).toEqual([500_500, -1_001_000]);
  expect([...new TreeSum(3).total()]).toEqual([0, 0, 0]);
});
