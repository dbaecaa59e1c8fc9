/** Writes tables and texts, whole or not at all. */
import type { DuckDBConnection, DuckDBType } from "@duckdb/node-api";
import { UsageError, WorkError } from "../errors.ts";
import { atomically, withFile } from "./atomically.node.ts";
import { connected } from "./sources/database.node.ts";

/** A column to write; null and NaN become empty cells. */
export interface OutputColumn {
  readonly name: string;
  readonly values: ArrayLike<number | string | null>;
}

type OutputCell = number | string | null;
type Columns = readonly OutputColumn[];
/** Enough for one write, few enough to hold. */
const ROWS_A_WRITE = 8192;

/** Writes a text file. @throws UsageError, WorkError or the signal's reason; then nothing is left behind. */
export function writeFileAtomically(path: string, content: string | Uint8Array, signal?: AbortSignal): Promise<void> {
  return atomically(path, (temporary) => withFile(temporary, "w", (file) => file.writeFile(content)), signal);
}

/**
 * Writes a table in the format of the path's ending: `.csv`, `.tsv`, `.parquet`, `.jsonl` or `.ndjson`.
 *
 * @throws UsageError for another ending or a folder that is not there, WorkError when the disk is full, the signal's
 * reason when aborted; then nothing is left behind.
 */
export async function writeTable(path: string, columns: Columns, signal?: AbortSignal): Promise<void> {
  const write = WRITERS[formatOf(path)];
  await atomically(path, (temporary) => write(temporary, columns, signal), signal);
}

/** The format of a table by its path's ending. @throws UsageError for another ending */
export function formatOf(path: string): Format {
  const format = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
  if (Object.hasOwn(WRITERS, format)) return format as Format;
  throw new UsageError({
    where: path,
    what: "unknown kind of table",
    would: "end it in .csv, .tsv, .parquet or .jsonl",
  });
}

type Writer = (path: string, columns: Columns, signal?: AbortSignal) => Promise<void>;

export type Format = "csv" | "tsv" | "jsonl" | "ndjson" | "parquet";

const WRITERS: Readonly<Record<Format, Writer>> = {
  csv: (path, columns, signal) => writeLines(path, delimited(columns, ","), signal),
  tsv: (path, columns, signal) => writeLines(path, delimited(columns, "\t"), signal),
  jsonl: (path, columns, signal) => writeLines(path, jsonLines(columns), signal),
  ndjson: (path, columns, signal) => writeLines(path, jsonLines(columns), signal),
  parquet: writeParquet,
};

const rowsOf = (columns: Columns): number => columns[0]?.values.length ?? 0;
const isEmpty = (cell: OutputCell): cell is null => cell === null || Number.isNaN(cell);

function* delimited(columns: Columns, delimiter: string): Generator<string> {
  // Readers skip blank lines, and an empty cell alone in its row would be one.
  const empty = columns.length === 1 ? '""' : "";
  const written = (cell: OutputCell): string => {
    if (isEmpty(cell)) return empty;
    if (typeof cell === "number") return String(cell);
    return cell === "" || /["\n\r,;|\t]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  };
  yield columns.map(({ name }) => written(name)).join(delimiter);
  for (let i = 0; i < rowsOf(columns); i++) yield columns.map(({ values }) => written(values[i])).join(delimiter);
}

function* jsonLines(columns: Columns): Generator<string> {
  const keys = columns.map(({ name }) => JSON.stringify(name));
  for (let i = 0; i < rowsOf(columns); i++) {
    yield `{${columns.map(({ values }, j) => `${keys[j]}:${JSON.stringify(values[i])}`).join()}}`;
  }
}

function writeLines(path: string, lines: Iterable<string>, signal?: AbortSignal): Promise<void> {
  return withFile(path, "w", async (file) => {
    let block: string[] = [];
    const flush = async (): Promise<void> => {
      signal?.throwIfAborted();
      if (block.length > 0) await file.writeFile(`${block.join("\n")}\n`);
      block = [];
    };
    for (const line of lines) {
      block.push(line);
      if (block.length === ROWS_A_WRITE) await flush();
    }
    await flush();
  });
}

async function writeParquet(path: string, columns: Columns, signal?: AbortSignal): Promise<void> {
  try {
    await connected((connection) => copyOut(connection, path, columns), signal);
  } catch (error) {
    const message = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
    throw /no space left/i.test(message) ? error : new WorkError({ where: path, what: message });
  }
}

async function copyOut(connection: DuckDBConnection, path: string, columns: Columns): Promise<void> {
  const { DuckDBDataChunk, DOUBLE, VARCHAR } = await import("@duckdb/node-api");
  const types: DuckDBType[] = columns.map(({ values }) => (isText(values) ? VARCHAR : DOUBLE));
  const fields = columns.map(({ name }, j) => `"${name.replaceAll('"', '""')}" ${types[j]}`);
  await connection.run(`CREATE TABLE written (${fields.join()})`);
  const appender = await connection.createAppender("written");
  const rows = rowsOf(columns);
  const chunkRows = 2048; // DuckDB's own
  for (let first = 0; first < rows; first += chunkRows) {
    const length = Math.min(chunkRows, rows - first);
    const chunk = DuckDBDataChunk.create(types, length);
    columns.forEach(({ values }, j) => {
      const cells = Array.from({ length }, (_, i) => values[first + i]);
      chunk.setColumnValues(
        j,
        cells.map((cell) => (isEmpty(cell) ? null : cell)),
      );
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  await connection.run(`COPY written TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`);
}

const isText = (values: OutputColumn["values"]): boolean =>
  !(values instanceof Float64Array) && Array.from(values).some((cell) => typeof cell === "string");
