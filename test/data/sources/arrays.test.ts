import { expect, test } from "vitest";
import { type Arrays, tableOf } from "../../../src/data/sources/arrays.ts";
import type { Column } from "../../../src/data/table.ts";

const numbers = (column: Column): number[] => (column.kind === "number" ? [...column.values] : []);

test("row-major numbers, rows and columns make the same table", () => {
  const x = new Float64Array([1, 2, 3, 4, 5, 6]);
  const names = ["a", "b"];
  const y = [0, 1, 0];
  const tables = [
    tableOf({ x, n: 3, d: 2, names, y }),
    tableOf({ x: [[1, 2], [3, 4], new Float64Array([5, 6])], names, y }),
    tableOf({ x: { a: [1, 3, 5], b: new Float64Array([2, 4, 6]) }, y }),
  ];
  for (const { table, target } of tables) {
    expect(table.rows).toBe(3);
    expect(target).toBe("y");
    expect(table.columns.map(({ name }) => name)).toEqual(["a", "b", "y"]);
    expect(table.columns.map(numbers)).toEqual([
      [1, 3, 5],
      [2, 4, 6],
      [0, 1, 0],
    ]);
  }
});

test("booleans, dates, text and missing cells", () => {
  const { table, target } = tableOf({
    x: { b: [true, null], d: [new Date("1970-01-02"), undefined], t: ["x", null], n: [null, 2] },
  });
  expect(target).toBeUndefined();
  expect(table.columns).toEqual([
    { name: "b", kind: "number", written: "boolean", values: new Float64Array([1, Number.NaN]) },
    { name: "d", kind: "number", written: "date", values: new Float64Array([1, Number.NaN]) },
    { name: "t", kind: "text", codes: new Int32Array([0, -1]), levels: ["x"] },
    { name: "n", kind: "number", written: "number", values: new Float64Array([Number.NaN, 2]) },
  ]);
});

test("names are x1, x2, … and y unless that is taken; columns of numbers are not copied", () => {
  expect(tableOf({ x: [[1, 2]], y: [3] }).table.columns.map(({ name }) => name)).toEqual(["x1", "x2", "y"]);
  expect(tableOf({ x: { y: [1] }, y: [2] }).target).toBe("response");
  const a = new Float64Array([1, 2]);
  expect(tableOf({ x: { a } }).table.columns[0]).toHaveProperty("values", a);
});

test.each<[string, unknown, RegExp]>([
  ["ragged rows", { x: [[1, 2], [3]] }, /x row 2: wrong length, got 1; give 2/],
  ["n·d numbers", { x: new Float64Array(5), n: 2, d: 3 }, /not 2×3 numbers, got 5/],
  ["labels", { x: [[1], [2]], y: [1] }, /y: wrong length, got 1; give 2 cells/],
  ["columns", { x: { a: [1, 2], b: [1] } }, /x b: wrong length, got 1/],
  ["names", { x: [[1, 2]], names: ["a"] }, /names: wrong length, got 1; give 2/],
  ["same names", { x: [[1, 2]], names: ["a", "a"] }, /two columns have this name, got "a"/],
  ["two types", { x: { a: [1, "2"] } }, /a row 2: a text in a column of type number, got "2"/],
  ["an object as a cell", { x: { a: [{}] } }, /a cell of no use/],
  ["nothing", { x: null }, /x: no table/],
])("%s: refused", (_, arrays, says) => {
  expect(() => tableOf(arrays as Arrays)).toThrow(says);
});
