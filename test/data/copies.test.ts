import fc from "fast-check";
import { expect, test } from "vitest";
import { alike } from "../../src/data/copies.ts";

test("columns are alike that agree in every row", () => {
  const column = fc.array(fc.constantFrom(0, 1, Number.NaN), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(column, { maxLength: 12 }), fc.nat(12), fc.nat(4), (columns, cut, rows) => {
      const all = [...columns.keys()];
      const classes = [all.filter((k) => k < cut), all.filter((k) => k >= cut)];
      const text = (k: number): string => `${k < cut} ${columns[k].slice(0, rows)}`;
      const texts = [...new Set(all.map(text))];
      const groups = texts.map((one) => all.filter((k) => text(k) === one)).filter((group) => group.length > 1);
      const found = alike(classes, rows, (k, i) => columns[k][i]);
      const ordered = (list: readonly (readonly number[])[]) => list.toSorted((a, b) => a[0] - b[0]);
      expect(ordered(found)).toEqual(ordered(groups));
    }),
    { seed: 5, numRuns: 500 },
  );
});

test("a class is walked no further than where it is parted", () => {
  let last = 0;
  const cell = (k: number, i: number): number => {
    last = Math.max(last, i);
    return i < 3 ? 0 : k;
  };
  expect(alike([[0, 1, 2]], 1000, cell)).toEqual([]);
  expect(last).toBe(3);
});
