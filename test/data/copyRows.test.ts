import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyRows } from "../../src/data/copyRows.node.ts";
import { readTable } from "../../src/data/sources/duckdb.node.ts";
import type { Column } from "../../src/data/table.ts";
import { DataError, UsageError } from "../../src/errors.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-test-"));
});
afterAll(() => rm(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

const cells = (column: Column): unknown[] => {
  if (column.kind === "number") return [...column.values];
  return column.kind === "text" ? [...column.codes].map((code) => column.levels[code] ?? null) : [];
};

test("cells stay as they were written", async () => {
  const text = 'id,"a ""b"", c",when\n007,1.50,2020-01-01\n8,NA,\n9,"x,\ny",?\n010, 1e3 ,"""q"""\n';
  await writeFile(at("a.csv"), text);
  await copyRows(at("a.csv"), at("b.csv"), Uint8Array.of(1, 0, 1, 1));
  expect(await readFile(at("b.csv"), "utf8")).toBe(text.replace("8,NA,\n", ""));
  await copyRows(at("a.csv"), at("c.csv"), Uint8Array.of(0, 1, 0, 0));
  expect(await readFile(at("c.csv"), "utf8")).toBe('id,"a ""b"", c",when\n8,NA,\n');
});

test("from any format to any", async () => {
  await writeFile(at("a.tsv"), `n\tword\n${Array.from({ length: 50 }, (_, i) => `${i / 8}\tw${i % 3}`).join("\n")}\n`);
  const kept = Uint8Array.from({ length: 50 }, (_, i) => Number(i % 4 !== 1));
  let from = "a.tsv";
  for (const to of ["b.parquet", "c.jsonl", "d.ndjson", "e.csv", "f.parquet", "g.tsv"]) {
    await copyRows(at(from), at(to), from === "a.tsv" ? kept : new Uint8Array(37).fill(1));
    const { columns } = await readTable(at(to));
    const left = Array.from({ length: 50 }, (_, i) => i).filter((i) => kept[i] === 1);
    expect(columns.map(({ name }) => name)).toEqual(["n", "word"]);
    expect(cells(columns[0])).toEqual(left.map((i) => i / 8));
    expect(cells(columns[1])).toEqual(left.map((i) => `w${i % 3}`));
    from = to;
  }
});

test("many rows keep their places", async () => {
  // More than DuckDB reads in one piece, so that threads could mix them up.
  const n = 600_000;
  await writeFile(at("many.csv"), `i\n${Array.from({ length: n }, (_, i) => i).join("\n")}\n`);
  const kept = Uint8Array.from({ length: n }, (_, i) => Number(i % 7 !== 3));
  await copyRows(at("many.csv"), at("most.csv"), kept);
  const [column] = (await readTable(at("most.csv"))).columns;
  expect(cells(column)).toEqual(Array.from({ length: n }, (_, i) => i).filter((i) => kept[i] === 1));
});

test("what cannot be copied leaves nothing behind", async () => {
  await writeFile(at("ragged.csv"), "a,b\n1,2\n3\n");
  const before = await readdir(folder);
  const kept = Uint8Array.of(1, 1);
  await expect(copyRows(at("ragged.csv"), at("x.csv"), kept)).rejects.toThrow(DataError);
  await expect(copyRows(at("nowhere.csv"), at("x.csv"), kept)).rejects.toThrow(DataError);
  await expect(copyRows(at("ragged.csv"), at("x.xls"), kept)).rejects.toThrow(UsageError);
  await expect(copyRows(at("ragged.csv"), join(folder, "none", "x.csv"), kept)).rejects.toThrow(UsageError);
  const stopped = AbortSignal.abort(new Error("stopped"));
  await expect(copyRows(at("ragged.csv"), at("x.csv"), kept, stopped)).rejects.toThrow("stopped");
  expect(await readdir(folder)).toEqual(before);
});
