/**
 * Reads CSV, TSV, Parquet and JSON lines through DuckDB.
 *
 * Everything is scanned once for numbers; only the columns that hold something else are scanned a second time, as
 * text. DuckDB's chunks go straight into typed arrays.
 */
import type { DuckDBConnection } from "@duckdb/node-api";
import { DataError } from "../../errors.ts";
import { columnOf, MOSTLY_NUMBERS, numberOf, withoutMarkers } from "../column.ts";
import { countMarker, type MarkerCounts, MISSING_TOKENS } from "../missing.ts";
import type { Column, Table } from "../table.ts";
import { type Cells, type Chunk, Numbers, Texts } from "./cells.ts";
import { complaint } from "./complaint.ts";
import { connected } from "./database.node.ts";
import { relationOf, type Source } from "./relation.node.ts";
import { openTable, type TableFile } from "./tableFile.node.ts";

export interface ReadOptions {
  /** What is read as missing, in place of NA, NaN, null, "." and "?" in any case. Empty cells are missing always. */
  readonly na?: readonly string[] | undefined;
  /** Columns that are text whatever their cells look like; predict names those that were text in the fit. */
  readonly text?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a table. `path` is a file (`.csv`, `.tsv`, `.txt`, `.parquet`, `.jsonl`, `.ndjson`, `.json`; each also with
 * `.gz`; anything else is CSV) or `-` for CSV on standard input.
 *
 * @throws DataError, one line, for whatever in the file is no table; the signal's reason when aborted.
 *
 * @example
 * const table = await readTable("examples/concrete.csv");
 * table.rows; // 1030
 */
export async function readTable(path: string, options: ReadOptions = {}): Promise<Table> {
  options.signal?.throwIfAborted();
  try {
    const file = await openTable(path, options.signal);
    try {
      return await connected((connection) => readFrom(connection, file, options), options.signal);
    } catch (error) {
      throw error instanceof DataError ? error : complaint(file.name, error);
    } finally {
      await file.dispose();
    }
  } catch (error) {
    options.signal?.throwIfAborted();
    throw error;
  }
}

async function readFrom(connection: DuckDBConnection, file: TableFile, options: ReadOptions): Promise<Table> {
  const relation = await relationOf(connection, file);
  const entries = relation.columns.map((source) => entryOf(source, options));
  const rows = await scan(
    connection,
    relation.from,
    entries.map(({ asNumber, numbers }) => ({ sql: asNumber, cells: numbers })),
  );
  if (rows === 0)
    throw new DataError({ where: file.name, what: "a header without rows", would: "give a table with rows" });

  const unsettled = entries.filter((entry) => !isSettled(entry));
  await scan(
    connection,
    relation.from,
    unsettled.map((entry) => ({ sql: asText(entry), cells: entry.texts })),
  );
  const missingMarkers: MarkerCounts = {};
  const emptyCell = file.format === "csv" || file.format === "tsv" ? "" : "null";
  const columns = entries.map((entry) => {
    const { nulls, count, values } = entry.numbers;
    countMarker(missingMarkers, emptyCell, isSettled(entry) ? nulls : entry.texts.nulls);
    if (isSettled(entry)) countMarker(missingMarkers, "NaN", values.length - count - nulls);
    return settled(entry, options.na, missingMarkers);
  });
  return { rows, columns, missingMarkers, missingTokens: options.na ?? MISSING_TOKENS };
}

/** One column on its way: its cells as numbers and, where that does not settle it, as text. */
interface Entry {
  readonly source: Source;
  readonly keepText: boolean;
  /** SQL of type DOUBLE: null for a cell that is missing or no number. */
  readonly asNumber: string;
  readonly numbers: Numbers;
  readonly texts: Texts;
}

function entryOf(source: Source, { text = [], na = [] }: ReadOptions): Entry {
  const { sql, written } = source;
  const value = written === "text" ? `TRY_CAST(${sql} AS DOUBLE)` : sql;
  const markers = na.filter((token) => numberOf(token) !== undefined).map((token) => `'${token.trim()}'`);
  const cell = written === "text" ? `trim(${sql})` : sql;
  return {
    source,
    keepText: written === "text" && text.includes(source.name),
    asNumber: markers.length === 0 ? value : `CASE WHEN ${cell} IN (${markers.join()}) THEN NULL ELSE ${value} END`,
    numbers: new Numbers(),
    texts: new Texts(),
  };
}

/** Of a column that is nearly all numbers only the other cells matter; "0e0" stands for the rest. */
function asText(entry: Entry): string {
  const { sql } = entry.source;
  if (!isMostlyNumbers(entry)) return sql;
  return `CASE WHEN coalesce(isnan(${entry.asNumber}), true) THEN ${sql} ELSE '0e0' END`;
}

const isSettled = ({ source, keepText, numbers }: Entry): boolean =>
  source.written !== "text" || (!keepText && numbers.count === numbers.values.length);

const isMostlyNumbers = ({ keepText, numbers }: Entry): boolean =>
  !keepText && numbers.count >= MOSTLY_NUMBERS * numbers.values.length;

function settled(entry: Entry, na: readonly string[] | undefined, counts: MarkerCounts): Column {
  const { source, numbers, texts } = entry;
  const { name } = source;
  const written = source.written === "text" ? "number" : source.written;
  if (isSettled(entry)) return { name, kind: "number", values: numbers.values, written };
  const text = withoutMarkers({ name, kind: "text", codes: texts.codes, levels: texts.levels }, na, counts);
  if (entry.keepText) return text;
  const column = columnOf(text);
  return column.kind === "number" && isMostlyNumbers(entry) ? { ...column, values: numbers.values } : column;
}

/** A query over 10⁴ columns at once needs gigabytes, and crashes where the expressions are longer. */
const COLUMNS_A_SCAN = 2000;

/** Runs over the relation and gives every wanted column its cells. Returns the number of rows. */
async function scan(
  connection: DuckDBConnection,
  from: string,
  wanted: readonly { readonly sql: string; readonly cells: Cells<number> | Cells<string> }[],
): Promise<number> {
  let rows = 0;
  for (let first = 0; first < wanted.length; first += COLUMNS_A_SCAN) {
    const batch = wanted.slice(first, first + COLUMNS_A_SCAN);
    const result = await connection.run(`SELECT ${batch.map(({ sql }) => sql).join()} FROM ${from}`);
    rows = 0;
    for (
      let chunk = await result.fetchChunk();
      chunk !== null && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      const length = chunk.rowCount;
      for (let j = 0; j < batch.length; j++) {
        const cells = batch[j].cells as Cells<unknown>;
        cells.add(chunk.getColumnVector(j) as Chunk<unknown>, rows, length);
      }
      rows += length;
    }
    for (const { cells } of batch) cells.trim(rows);
  }
  return rows;
}
