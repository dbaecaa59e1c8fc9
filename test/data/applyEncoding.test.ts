import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEncoding } from "../../src/data/applyEncoding.ts";
import type { Encoding, MissingPolicy } from "../../src/data/encode.ts";
import { encodeTable } from "../../src/data/encodeTable.ts";
import { type Arrays, type Cell, tableOf } from "../../src/data/sources/arrays.ts";
import type { Table } from "../../src/data/table.ts";
import { DataError } from "../../src/errors.ts";

const table = (x: Record<string, readonly Cell[]>): Table => tableOf({ x } as Arrays).table;
const train = { a: [1, 2, 3, 4], t: ["k", "l", "k", "m"], y: [1, 2, 3, 5] };
const rule = (missing: MissingPolicy = "error"): Encoding =>
  encodeTable(table(train), { target: "y", missing }).encoding;

test("encoding, then applying, gives the same x on the rows of the fit", () => {
  const cell = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { freq: 6 });
  const level = fc.option(fc.constantFrom("p", "q", "r"), { freq: 6 });
  const rows = fc.array(fc.record({ a: cell, b: cell, t: level, u: level }), { minLength: 4, maxLength: 30 });
  const policy = fc.constantFrom<MissingPolicy>("drop", "mean");
  let encodable = 0;
  fc.assert(
    fc.property(rows, policy, (rows, missing) => {
      const column = (name: "a" | "b" | "t" | "u") => rows.map((row) => row[name]);
      const read = table({ a: column("a"), b: column("b"), t: column("t"), u: column("u"), y: rows.map((_, i) => i) });
      let encoded: ReturnType<typeof encodeTable>;
      try {
        encoded = encodeTable(read, { target: "y", missing });
      } catch (error) {
        if (error instanceof DataError) return; // too few rows or no column that varies
        throw error;
      }
      encodable++;
      const { design, encoding } = encoded;
      // The model is kept as JSON.
      const { x, n, d, complete } = applyEncoding(JSON.parse(JSON.stringify(encoding)), read, {
        unseen: "baseline",
      });
      expect([n, d]).toEqual([rows.length, design.d]);
      const used = [...design.y]; // the labels are the row numbers
      expect(used.every((row) => complete[row] === 1)).toBe(true);
      expect(used.flatMap((row) => [...x.subarray(row * d, (row + 1) * d)])).toEqual([...design.x]);
      expect(design.x.every(Number.isFinite)).toBe(true);
      for (let row = 0; row < n; row++) {
        expect(x.subarray(row * d, (row + 1) * d).some(Number.isNaN)).toBe(complete[row] === 0);
      }
    }),
    { seed: 7, numRuns: 200 },
  );
  expect(encodable).toBeGreaterThan(100);
});

test("needs no target, ignores other columns and their order, keeps the rows", () => {
  const { x, n, d } = applyEncoding(rule(), table({ more: [9, 9], t: ["m", "k"], a: [7, 8] }));
  expect([n, d]).toEqual([2, 3]);
  expect([...x]).toEqual([7, 0, 1, 8, 0, 0]);
});

describe("refused by name", () => {
  test.each<[string, Record<string, Cell[]>, RegExp]>([
    ["a missing column", { A: [1], t: ["k"] }, /table: no column a; did you mean "A"/],
    ["an unseen level", { a: [1, 2], t: ["k", "kk"] }, /t row 2: a level the fit has not seen, got "kk"/],
    ["text among numbers", { a: ["x"], t: ["k"] }, /a row 1: text where numbers belong, got "x"/],
    ["∞", { a: [Infinity], t: ["k"] }, /a row 1: not a finite number/],
    ["missing cells", { a: [1, null, null], t: ["k", null, "k"] }, /missing cells \(a 2, t 1\)/],
  ])("%s", (_, x, says) => {
    expect(() => applyEncoding(rule(), table(x))).toThrow(says);
    expect(() => applyEncoding(rule(), table(x))).toThrow(DataError);
  });
});

test("an unseen level as the baseline", () => {
  const { x } = applyEncoding(rule(), table({ a: [1], t: ["z"] }), { unseen: "baseline" });
  expect([...x]).toEqual([1, 0, 0]);
});

test("an unseen level in a row without prediction does no harm", () => {
  const holes = table({ a: [1, null], t: ["k", "z"] });
  expect([...applyEncoding(rule("drop"), holes).complete]).toEqual([1, 0]);
});

test("missing cells as in the fit", () => {
  const holes = table({ a: [1, null, 3], t: ["l", "l", null] });
  const dropped = applyEncoding(rule("drop"), holes);
  expect([...dropped.complete]).toEqual([1, 0, 0]);
  const filled = applyEncoding(rule("mean"), holes);
  expect([...filled.complete]).toEqual([1, 1, 1]);
  expect([...filled.x]).toEqual([1, 1, 0, 2.5, 1, 0, 3, 0, 0]);
});

test("levels that look like numbers or booleans", () => {
  const { encoding } = encodeTable(table({ t: ["1", "2", "3+", "1", "2"], y: [1, 2, 3, 4, 5] }), { target: "y" });
  expect([...applyEncoding(encoding, table({ t: [2, 1] })).x]).toEqual([1, 0, 0, 0]);
});

test("a level beyond the 100 most frequent is like the rare ones", () => {
  const t = Array.from({ length: 600 }, (_, i) => `L${i % 150}`);
  const { encoding } = encodeTable(table({ t, y: t.map((_, i) => i) }), { target: "y" });
  const { x, d } = applyEncoding(encoding, table({ t: ["never seen"] }));
  expect(x[d - 1]).toBe(1);
});
