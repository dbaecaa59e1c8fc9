/** A table on disk made fit for DuckDB: a plain file, unpacked, with line feeds only. */
import { createReadStream, createWriteStream, type Stats } from "node:fs";
import { mkdtemp, open, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { DataError, suggestion } from "../../errors.ts";

export type TableFormat = "csv" | "tsv" | "parquet" | "json";

const FORMATS: Readonly<Record<string, TableFormat>> = {
  csv: "csv",
  txt: "csv",
  tsv: "tsv",
  tab: "tsv",
  parquet: "parquet",
  jsonl: "json",
  ndjson: "json",
  json: "json",
};

/** A table that can be read again and again until it is disposed of. */
export interface TableFile {
  /** What the user calls it. */
  readonly name: string;
  /** Where its plain form is. */
  readonly path: string;
  readonly format: TableFormat;
  /** Removes the temporary copy, if there is one. */
  dispose(): Promise<void>;
}

/**
 * Opens a table: `-` is CSV on standard input, `.gz` is unpacked, anything without a known ending is CSV.
 *
 * @throws DataError for a file that is not there, a folder, an empty or a broken file.
 */
export async function openTable(path: string, signal?: AbortSignal): Promise<TableFile> {
  const name = path === "-" ? "standard input" : path;
  const gzip = /\.gz$/i.test(path);
  const ending = /\.([^./\\]+)$/.exec(path.replace(/\.gz$/i, ""))?.[1]?.toLowerCase() ?? "";
  const format = FORMATS[ending] ?? "csv";
  const regular = path !== "-" && (await found(path)).isFile();
  const lines = format === "csv" || format === "tsv";
  const plain = regular && !gzip && !(lines && (await hasCarriageReturn(name, path, signal)));
  const table = plain
    ? { name, path, format, dispose: async () => {} }
    : { name, format, ...(await copyOf(name, path, { gzip, lines }, signal)) };
  if ((await stat(table.path)).size === 0) {
    await table.dispose();
    throw new DataError({ where: name, what: "empty file", would: "give a table with a header and rows" });
  }
  return table;
}

async function found(path: string): Promise<Stats> {
  try {
    const stats = await stat(path);
    if (!stats.isDirectory()) return stats;
  } catch (error) {
    throw new DataError({ where: path, ...(await whyNot(path, error)) });
  }
  throw new DataError({ where: path, what: "a folder, not a table", would: "give a file" });
}

async function whyNot(path: string, error: unknown): Promise<{ what: string; would: string }> {
  const code = (error as NodeJS.ErrnoException).code;
  if (code !== "ENOENT" && code !== "ENOTDIR") return { what: "cannot be read", would: `the system says ${code}` };
  const tables = await readdir(dirname(path)).then(
    (names) => names.filter((name) => /\.(csv|tsv|tab|txt|parquet|jsonl|ndjson|json)(\.gz)?$/i.test(name)),
    () => undefined,
  );
  if (tables === undefined) return { what: "no such file", would: `there is no folder ${dirname(path)}` };
  const would = tables.length === 0 ? `there is no table in ${dirname(path)}` : suggestion(basename(path), tables);
  return { what: "no such file", would };
}

/** Looks through a text for carriage returns, which DuckDB cannot take mixed with line feeds, and for binary data. */
async function hasCarriageReturn(name: string, path: string, signal?: AbortSignal): Promise<boolean> {
  let seen = false;
  try {
    for await (const block of createReadStream(path, { highWaterMark: 1 << 20, signal })) {
      refuseBinary(name, block);
      seen ||= block.includes(13);
    }
  } catch (error) {
    throw readingError(name, error);
  }
  return seen;
}

function refuseBinary(name: string, block: Uint8Array): void {
  if (!block.includes(0)) return;
  const utf16 = (block[0] === 0xff && block[1] === 0xfe) || (block[0] === 0xfe && block[1] === 0xff);
  const what = utf16 ? "UTF-16 text" : "binary data where a text table belongs";
  throw new DataError({ where: name, what, would: "save it as CSV in UTF-8" });
}

async function copyOf(
  name: string,
  path: string,
  { gzip, lines }: { gzip: boolean; lines: boolean },
  signal?: AbortSignal,
): Promise<{ path: string; dispose(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-"));
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const copy = join(folder, "table");
  const source: Readable = path === "-" ? process.stdin : createReadStream(path);
  const steps = [
    source,
    ...(gzip ? [createGunzip()] : []),
    lines ? lineFeeds(name) : identity,
    createWriteStream(copy),
  ];
  try {
    await pipeline(steps as unknown as [Readable, NodeJS.WritableStream], { signal });
  } catch (error) {
    await dispose();
    throw readingError(name, error);
  }
  return { path: copy, dispose };
}

async function* identity(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* blocks;
}

/** Turns \r\n and lone \r into \n. */
const lineFeeds = (name: string) =>
  async function* (blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let afterReturn = false;
    for await (const block of blocks) {
      refuseBinary(name, block);
      let length = 0;
      for (const byte of block) {
        if (byte === 13) block[length++] = 10;
        else if (byte !== 10 || !afterReturn) block[length++] = byte;
        afterReturn = byte === 13;
      }
      yield Buffer.from(block.subarray(0, length));
    }
  };

function readingError(name: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (error instanceof DataError || code === "ABORT_ERR") return error;
  if (code.startsWith("Z_")) {
    return new DataError({ where: name, what: "broken or truncated gzip file", would: "copy the file again" });
  }
  return new DataError({ where: name, what: "cannot be read", would: `the system says ${code}` });
}

/** The beginning of a plain file as text, without a byte order mark. */
export async function beginning(path: string, length: number): Promise<{ text: string; whole: boolean }> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, 0);
    const text = buffer.toString("utf8", 0, bytesRead).replace(/^\uFEFF/, "");
    return { text, whole: bytesRead < length };
  } finally {
    await file.close();
  }
}
