/** Copies some rows of a table from file to file, cell for cell as they stand there, whole or not at all. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { DataError } from "../errors.ts";
import { atomically } from "./atomically.node.ts";
import { complaint } from "./sources/complaint.ts";
import { connected } from "./sources/database.node.ts";
import { identifier, relationOf, text } from "./sources/relation.node.ts";
import { openTable } from "./sources/tableFile.node.ts";
import { type Format, formatOf } from "./write.node.ts";

/**
 * @param from a table file, read as `readTable` does
 * @param to its copy, in the format of its ending
 * @param kept 1 for each row of the table to copy, in its order
 * @throws as `readTable` and `writeTable` do; then nothing is left behind
 */
export async function copyRows(from: string, to: string, kept: Uint8Array, signal?: AbortSignal): Promise<void> {
  const format = FORMATS[formatOf(to)];
  await atomically(
    to,
    async (temporary) => {
      const file = await openTable(from, signal);
      try {
        await connected(async (connection) => {
          const { from: relation, columns } = await relationOf(connection, file);
          await keep(connection, kept);
          const cells = columns.map(({ name, cell }) => `${cell} AS ${identifier(name)}`);
          const rows = `SELECT ${cells.join()} FROM (FROM ${relation}) POSITIONAL JOIN kept WHERE is_kept`;
          await connection.run(`COPY (${rows}) TO ${text(temporary)} (${format})`);
        }, signal);
      } catch (error) {
        const isOurs = error instanceof DataError || /no space left/i.test(String(error));
        throw isOurs ? error : complaint(file.name, error);
      } finally {
        await file.dispose();
      }
    },
    signal,
  );
}

const FORMATS: Readonly<Record<Format, string>> = {
  csv: "FORMAT csv, HEADER",
  tsv: "FORMAT csv, HEADER, DELIMITER '\\t'",
  jsonl: "FORMAT json",
  ndjson: "FORMAT json",
  parquet: "FORMAT parquet",
};

async function keep(connection: DuckDBConnection, kept: Uint8Array): Promise<void> {
  const { BOOLEAN, DuckDBDataChunk } = await import("@duckdb/node-api");
  await connection.run("CREATE TABLE kept (is_kept BOOLEAN)");
  const appender = await connection.createAppender("kept");
  const chunkRows = 2048; // DuckDB's own
  for (let first = 0; first < kept.length; first += chunkRows) {
    const some = Array.from(kept.subarray(first, first + chunkRows), (is) => is === 1);
    const chunk = DuckDBDataChunk.create([BOOLEAN], some.length);
    chunk.setColumnValues(0, some);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
