import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readTable } from "../../src/data/sources/duckdb.node.ts";
import type { Column } from "../../src/data/table.ts";
import { type OutputColumn, writeFileAtomically, writeTable } from "../../src/data/write.node.ts";
import { UsageError, WorkError } from "../../src/errors.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-test-"));
});
afterAll(() => rm(folder, { recursive: true }));

const cellsOf = (column: Column): unknown[] =>
  column.kind === "number"
    ? [...column.values]
    : column.kind === "text"
      ? [...column.codes].map((code) => column.levels[code] ?? null)
      : [];

const asRead = (cell: number | string | null): unknown => (cell === null ? Number.NaN : cell);

test("what is written reads back bit for bit, in every format", async () => {
  const number = fc.oneof(fc.double({ noDefaultInfinity: true }), fc.constant(0.1), fc.constant(5e-324));
  // Text that cannot be taken for a number, a date or a missing cell.
  const text = fc.string({ unit: "grapheme", maxLength: 8 }).map((s) => `"t,${s.replaceAll(/[\0\r]/g, "")}`);
  const rows = fc.array(fc.tuple(number, text), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(rows, fc.constantFrom("csv", "tsv", "jsonl", "parquet"), async (rows, format) => {
      const path = join(folder, `round.${format}`);
      const values = Float64Array.from(rows, ([value]) => value);
      const columns: OutputColumn[] = [
        { name: 'a "quoted", name', values },
        { name: "t", values: rows.map(([, cell]) => cell) },
      ];
      await writeTable(path, columns);
      const table = await readTable(path);
      expect(table.columns.map(({ name }) => name)).toEqual(columns.map(({ name }) => name));
      // −0 is the one number whose text loses a bit.
      expect(cellsOf(table.columns[0])).toEqual(
        [...values].map((value) => (Object.is(value, -0) && format !== "parquet" ? 0 : value)),
      );
      expect(cellsOf(table.columns[1])).toEqual(columns[1].values);
    }),
    { seed: 3, numRuns: 60 },
  );
});

test("empty cells, also where they stand alone in their row", async () => {
  for (const format of ["csv", "tsv", "jsonl", "parquet"]) {
    const path = join(folder, `empty.${format}`);
    await writeTable(path, [{ name: "prediction", values: new Float64Array([1, Number.NaN, 3]) }]);
    expect(cellsOf((await readTable(path)).columns[0])).toEqual([1, Number.NaN, 3]);
  }
  expect(await readFile(join(folder, "empty.csv"), "utf8")).toBe('prediction\n1\n""\n3\n');
  const path = join(folder, "two.csv");
  await writeTable(path, [
    { name: "a", values: [1, null] },
    { name: "b", values: ["x", null] },
  ]);
  expect(await readFile(path, "utf8")).toBe("a,b\n1,x\n,\n");
  expect((await readTable(path)).columns.map(cellsOf)).toEqual([
    [1, asRead(null)],
    ["x", null],
  ]);
});

test("more rows than one write or one chunk", async () => {
  const values = Float64Array.from({ length: 20_000 }, (_, i) => i / 7);
  for (const format of ["csv", "parquet"]) {
    const path = join(folder, `long.${format}`);
    await writeTable(path, [{ name: "a", values }]);
    expect(cellsOf((await readTable(path)).columns[0])).toEqual([...values]);
  }
});

test("whole or not at all", async () => {
  const inside = join(folder, "inside");
  await mkdir(inside);
  const path = join(inside, "model.json");
  await writeFileAtomically(path, "old");
  const reason = new Error("enough");
  await expect(writeFileAtomically(path, "new", AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(await readFile(path, "utf8")).toBe("old");

  // Aborted after the first blocks have been written.
  const controller = new AbortController();
  const values = {
    length: 30_000,
    get 20000() {
      controller.abort(reason);
      return 0;
    },
  } as unknown as ArrayLike<number>;
  const columns = [{ name: "a", values }];
  await expect(writeTable(join(inside, "t.csv"), columns, controller.signal)).rejects.toBe(reason);
  expect(await readdir(inside)).toEqual(["model.json"]);

  await writeFileAtomically(path, "new");
  expect(await readFile(path, "utf8")).toBe("new");
});

test("a link is followed, not replaced", async () => {
  const [target, link] = [join(folder, "target.txt"), join(folder, "link.txt")];
  await writeFile(target, "old");
  await symlink(target, link);
  await writeFileAtomically(link, "new");
  expect(await readFile(target, "utf8")).toBe("new");
});

test.each([
  ["nowhere/a.csv", /no such folder/],
  ["nowhere/a.parquet", /no such folder/],
  [".", /a folder/],
])("%s is no place to write", async (name, says) => {
  const write =
    name === "." ? writeFileAtomically(folder, "") : writeTable(join(folder, name), [{ name: "a", values: [1] }]);
  const error = await write.catch((reason) => reason);
  expect(error).toBeInstanceOf(UsageError);
  expect(error.message).toMatch(says);
  expect(error.message).not.toContain("\n");
});

test("an ending that is no table", async () => {
  await expect(writeTable(join(folder, "a.xlsx"), [])).rejects.toThrow(/end it in .csv/);
});

test.runIf(existsSync("/dev/full"))("a full disk is failed work", async () => {
  const error = await writeFileAtomically("/dev/full", "text").catch((reason) => reason);
  expect(error).toBeInstanceOf(WorkError);
  expect(error.message).toMatch(/\/dev\/full: the disk is full/);
});
