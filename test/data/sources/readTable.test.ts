import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connected } from "../../../src/data/sources/database.node.ts";
import { readTable } from "../../../src/data/sources/duckdb.node.ts";
import type { Column, NumberColumn, Table, TextColumn } from "../../../src/data/table.ts";
import { DataError } from "../../../src/errors.ts";

let folder: string;
let temporary: string;
const usual = process.env.TMPDIR;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-test-"));
  temporary = join(folder, "temporary");
  await mkdir(temporary);
  process.env.TMPDIR = temporary;
});
afterAll(async () => {
  if (usual === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usual;
  await rm(folder, { recursive: true });
});

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function read(content: string | Uint8Array, options = {}, name = "table.csv"): Promise<Table> {
  return readTable(await file(name, content), options);
}

/** The columns as plain values: numbers (NaN where missing), text (null where missing), or the slip. */
const plain = (table: Table): Record<string, unknown> =>
  Object.fromEntries(table.columns.map((column) => [column.name, cells(column)]));

function cells(column: Column): unknown {
  if (column.kind === "number") return [...column.values];
  if (column.kind === "text") return [...column.codes].map((code) => column.levels[code] ?? null);
  return { row: column.row, cell: column.cell };
}

async function complaintAbout(path: string): Promise<string> {
  const error = await readTable(path).then(
    () => new Error("was read"),
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(DataError);
  expect(error.message).not.toMatch(/\n|duckdb|strict_mode|Invalid Input|SELECT/i);
  return error.message;
}

describe("what is read", () => {
  test("numbers, booleans, dates, text, and missing cells of every marker", async () => {
    const table = await read(
      'n,b,d,t,m\n1.5,true,1970-01-02,x,1\n-2e3,FALSE,1970-01-01T12:00:00Z,"y, ""z""",NA\n,,,,\n0.1,True,2024-02-29,NULL,?\n',
    );
    expect(table.rows).toBe(4);
    expect(plain(table)).toEqual({
      n: [1.5, -2000, Number.NaN, 0.1],
      b: [1, 0, Number.NaN, 1],
      d: [1, 0.5, Number.NaN, 19782],
      t: ["x", 'y, "z"', null, null],
      m: [1, Number.NaN, Number.NaN, Number.NaN],
    });
    expect(table.columns.map((column) => (column as NumberColumn).written)).toEqual([
      "number",
      "boolean",
      "date",
      undefined,
      "number",
    ]);
    expect(table.missingMarkers).toEqual({ "": 5, NULL: 1, NA: 1, "?": 1 });
  });

  test("levels come in order of first appearance", async () => {
    const table = await read("t\nb\na\nb\n\nc\n");
    expect((table.columns[0] as TextColumn).levels).toEqual(["b", "a", "c"]);
  });

  test.each([
    ["CRLF", "a,b\r\n1,2\r\n3,4\r\n"],
    ["CR", "a,b\r1,2\r3,4\r"],
    ["mixed line ends", "a,b\r\n1,2\n3,4\r\n"],
    ["a byte order mark", "\uFEFFa,b\n1,2\n3,4\n"],
    ["no newline at the end", "a,b\n1,2\n3,4"],
    ["semicolons", "a;b\n1;2\n3;4\n"],
    ["tabs", "a\tb\n1\t2\n3\t4\n"],
    ["bars", "a|b\n1|2\n3|4\n"],
    ["blank lines", "a,b\n1,2\n\n3,4\n\n"],
    ["quotes everywhere", '"a","b"\n"1","2"\n"3","4"\n'],
    ["spaces around numbers", "a,b\n 1,2 \n3, 4\n"],
  ])("%s", async (_, content) => {
    expect(plain(await read(content))).toEqual({ a: [1, 3], b: [2, 4] });
  });

  test("line feeds within quotes, in the header too", async () => {
    expect(plain(await read('"a\nz",b\n"x\ny",2\n"",3\n'))).toEqual({ "a\nz": ["x\ny", null], b: [2, 3] });
  });

  test("TSV, gzip, and a name that looks like a pattern or a partition", async () => {
    expect(plain(await read("a,b\tc\n1\t2\n3\t4\n", {}, "t.tsv"))).toEqual({ "a,b": [1, 3], c: [2, 4] });
    expect(plain(await read(gzipSync("a,b\r\n1,2\r\n3,4\r\n"), {}, "t.csv.gz"))).toEqual({ a: [1, 3], b: [2, 4] });
    await file("qx.csv", "z\n9\n");
    expect(plain(await read("a\n1\n2\n", {}, "q?.csv"))).toEqual({ a: [1, 2] });
    expect(plain(await read("a\n1\n2\n", {}, "it's [k=1]*.csv"))).toEqual({ a: [1, 2] });
  });

  test("CSV on standard input", async () => {
    const stdin = Object.getOwnPropertyDescriptor(process, "stdin") as PropertyDescriptor;
    const pipe = (text: string): unknown => ({ value: Readable.from([Buffer.from(text)]), configurable: true });
    try {
      Object.defineProperty(process, "stdin", pipe("a,b\n1,2\n3,4\n") as PropertyDescriptor);
      expect(plain(await readTable("-"))).toEqual({ a: [1, 3], b: [2, 4] });
      Object.defineProperty(process, "stdin", pipe("") as PropertyDescriptor);
      expect(await complaintAbout("-")).toMatch(/^standard input: empty file/);
    } finally {
      Object.defineProperty(process, "stdin", stdin);
    }
  });

  test("JSON lines and an array of objects", async () => {
    const lines = '{"a":1,"b":"x","c":true,"d":"2024-01-01"}\n{"a":null,"b":"y","c":false,"d":"2024-01-02"}\n';
    const want = { a: [1, Number.NaN], b: ["x", "y"], c: [1, 0], d: [19723, 19724] };
    expect(plain(await read(lines, {}, "t.jsonl"))).toEqual(want);
    expect(plain(await read(`[${lines.trim().replace("\n", ",")}]`, {}, "t.json"))).toEqual(want);
  });

  test("Parquet of every useful type", async () => {
    const path = join(folder, "t.parquet");
    await connected((connection) =>
      connection.run(
        `COPY (SELECT * FROM (VALUES
          (1::TINYINT, 1.5::DECIMAL(9, 2), true, DATE '1970-01-03', 'x', 'NaN'::DOUBLE),
          (NULL, 2, NULL, NULL, NULL, 7)) AS t("a b", e, t, d, "q""s", f)) TO '${path}'`,
      ),
    );
    const table = await readTable(path);
    expect(plain(table)).toEqual({
      "a b": [1, Number.NaN],
      e: [1.5, 2],
      t: [1, Number.NaN],
      d: [2, Number.NaN],
      'q"s': ["x", null],
      f: [Number.NaN, 7],
    });
    expect(table.missingMarkers).toEqual({ null: 4, NaN: 1 });
  });

  test("named markers take the place of the usual ones, empty cells stay missing", async () => {
    const table = await read("a,b\n-9,NA\n1,x\n,y\n", { na: ["-9"] });
    // -9 is a number in a column of numbers; as a marker it is missing wherever it stands.
    expect(plain(table)).toEqual({ a: [Number.NaN, 1, Number.NaN], b: ["NA", "x", "y"] });
    expect(table.missingTokens).toEqual(["-9"]);
  });

  test("a number can be a marker, in a column that is numbers throughout too", async () => {
    const numbers = [...Array.from({ length: 40 }, (_, i) => i), -999];
    const want = [...numbers.slice(0, -1), Number.NaN];
    const table = await read(`a\n${numbers.join("\n")}\n`, { na: ["-999"] });
    expect(plain(table)).toEqual({ a: want });
    expect(table.missingMarkers).toEqual({ "-999": 1 });
    const lines = numbers.map((a) => JSON.stringify({ a })).join("\n");
    expect(plain(await read(lines, { na: ["-999"] }, "marker.jsonl"))).toEqual({ a: want });
  });

  test("text on demand", async () => {
    expect(plain(await read("zip\n01234\n99999\n", { text: ["zip"] }))).toEqual({ zip: ["01234", "99999"] });
  });

  test("a few cells of text among numbers are a slip, many are text", async () => {
    const numbers = Array.from({ length: 30 }, (_, i) => i);
    const slip = ["a", ...numbers.slice(0, 16), '"12,5"', ...numbers].join("\n");
    expect(plain(await read(slip))).toEqual({ a: { row: 16, cell: "12,5" } });
    const text = ["a", 1, 2, "3+", 1, 2, 1].join("\n");
    expect(plain(await read(text))).toEqual({ a: ["1", "2", "3+", "1", "2", "1"] });
  });

  test("many columns and many rows, in order", async () => {
    const wide = Array.from({ length: 2500 }, (_, j) => `c${j}`);
    const table = await read(`${wide}\n${wide.map((_, j) => j)}\n${wide.map((_, j) => (j === 2400 ? "x" : -j))}\n`);
    expect(table.columns.map(({ name }) => name)).toEqual(wide);
    expect(cells(table.columns[2499])).toEqual([2499, -2499]);
    expect(cells(table.columns[2400])).toEqual(["2400", "x"]);
    const tall = Array.from({ length: 50_000 }, (_, i) => `${i},${i % 7 === 0 ? "s" : "t"}`).join("\n");
    const [number, text] = (await read(`i,t\n${tall}\n`)).columns;
    expect((number as NumberColumn).values.every((value, i) => value === i)).toBe(true);
    expect((text as TextColumn).codes.every((code, i) => code === (i % 7 === 0 ? 0 : 1))).toBe(true);
  });
});

describe("what is refused, in one line", () => {
  test.each<[string, string | Uint8Array, RegExp]>([
    ["empty.csv", "", /empty file/],
    ["header.csv", "a,b\n", /a header without rows/],
    ["onlyHeader.csv", "a,b", /a header without rows/],
    ["blank.csv", "\n\na,b\n1,2\n", /line 1: no column names/],
    ["short.csv", "a,b,c\n1,2,3\n4,5\n", /line 3: 2 cells where the header has 3/],
    ["long.csv", "a,b\n1,2,3\n", /line 2: 3 cells where the header has 2/],
    ["twice.csv", "a,b,a\n1,2,3\n", /columns 1 and 3 have the same name, got "a"/],
    ["quote.csv", 'a,b\n1,2\n3,"4\n5,6\n', /line 3: a quote is not closed/],
    ["headerQuote.csv", '"a,b\n1,2\n', /line 1: a quote is never closed/],
    ["latin1.csv", Buffer.from("a,b\n1,caf\xe9\n", "latin1"), /line 2: not UTF-8/],
    ["utf16.csv", Buffer.from("\uFEFFa,b\n1,2\n", "utf16le"), /UTF-16/],
    ["binary.csv", Uint8Array.from({ length: 999 }, (_, i) => i % 251), /binary data/],
    ["broken.csv.gz", gzipSync("a,b\n1,2\n".repeat(999)).subarray(0, 40), /truncated gzip/],
    ["text.parquet", "a,b\n1,2\n", /not a whole Parquet file/],
    ["broken.jsonl", '{"a":1}\n{"a":\n', /is not JSON/],
  ])("%s", async (name, content, says) => {
    expect(await complaintAbout(await file(name, content))).toMatch(says);
  });

  test("a truncated Parquet file", async () => {
    const path = join(folder, "whole.parquet");
    await connected((connection) => connection.run(`COPY (SELECT range AS a FROM range(999)) TO '${path}'`));
    const whole = await readFile(path);
    for (const kept of [whole.subarray(0, whole.length - 20), whole.subarray(0, 9)]) {
      expect(await complaintAbout(await file("cut.parquet", kept))).toMatch(/not a whole Parquet file/);
    }
  });

  test("a ragged row far down is not passed over", async () => {
    // DuckDB's streaming results end early and without an error here.
    const rows = Array.from({ length: 60_000 }, (_, i) => (i === 50_000 ? "1" : "1,2")).join("\n");
    expect(await complaintAbout(await file("late.csv", `a,b\n${rows}\n`))).toMatch(/line 50002: 1 cells/);
  });

  test("files that are not there, with the nearest names", async () => {
    await file("concrete.csv", "a\n1\n");
    expect(await complaintAbout(join(folder, "concret.csv"))).toMatch(/no such file; did you mean "concrete.csv"/);
    expect(await complaintAbout(join(folder, "nowhere", "a.csv"))).toMatch(/no such file; there is no folder/);
    expect(await complaintAbout(folder)).toMatch(/a folder/);
  });

  test("an abort is the signal's reason", async () => {
    const reason = new Error("enough");
    const path = await file("abort.csv", "a\n1\n2\n");
    await expect(readTable(path, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const reading = readTable(path, { signal: controller.signal });
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
  });
});

test("no temporary copy is left behind by any of these", async () => {
  expect(await readdir(temporary)).toEqual([]);
});
