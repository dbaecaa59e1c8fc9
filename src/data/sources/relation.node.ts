/** A table file as DuckDB sees it: a relation to select from, and an expression for each column. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { DataError } from "../../errors.ts";
import type { NumberColumn } from "../table.ts";
import { headerOf, refuseDuplicates } from "./header.ts";
import { beginning, type TableFile } from "./tableFile.node.ts";

export interface Source {
  readonly name: string;
  /** The column as it stands in the file; text where the file is. */
  readonly cell: string;
  /** VARCHAR where `written` is text, else DOUBLE. */
  readonly sql: string;
  readonly written: NumberColumn["written"] | "text";
}

export interface Relation {
  /** What goes after FROM. */
  readonly from: string;
  readonly columns: readonly Source[];
}

/** The relation of a table file. @throws DataError for a header that is none; DuckDB's errors as they are. */
export function relationOf(connection: DuckDBConnection, file: TableFile): Promise<Relation> {
  if (file.format === "parquet") return typed(connection, file, `read_parquet(${place(file)})`);
  if (file.format === "json") return typed(connection, file, `read_json(${place(file)}, sample_size = -1)`);
  return delimited(file);
}

export const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
/** The path taken literally, whatever it looks like; `a=1` in it is no partition. */
const place = ({ path }: TableFile): string => `${text(path.replace(/[[*?]/g, "[$&]"))}, hive_partitioning = false`;

/** DuckDB's own detection can take a row of data for the header, so the header is read here. */
async function delimited(file: TableFile): Promise<Relation> {
  const delimiter = file.format === "tsv" ? "\t" : undefined;
  for (let length = 1 << 16; ; length *= 4) {
    const { text: start, whole } = await beginning(file.path, length);
    const header = headerOf(file.name, whole ? `${start}\n` : start, delimiter);
    if (header === undefined && !whole) continue;
    if (header === undefined) {
      throw new DataError({ where: `${file.name} line 1`, what: "a quote is never closed", would: "close it" });
    }
    const columns = header.names.map((name, i) => ({ name, cell: `c${i}`, sql: `c${i}`, written: "text" as const }));
    const types = columns.map(({ cell }) => `${cell}: 'VARCHAR'`).join();
    const dialect = `delim = ${text(header.delimiter)}, quote = '"', escape = '"', new_line = '\\n'`;
    return {
      from: `read_csv(${place(file)}, auto_detect = false, header = true, ${dialect}, columns = {${types}})`,
      columns,
    };
  }
}

async function typed(connection: DuckDBConnection, file: TableFile, from: string): Promise<Relation> {
  const described = await connection.runAndReadAll(`SELECT column_name, column_type FROM (DESCRIBE FROM ${from})`);
  const columns = described.getRows().map(([name, type]) => source(String(name), String(type)));
  refuseDuplicates(
    file.name,
    columns.map(({ name }) => name),
  );
  return { from, columns };
}

function source(name: string, type: string): Source {
  const cell = identifier(name);
  if (/^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*)$/.test(type)) {
    return { name, cell, sql: `CAST(${cell} AS DOUBLE)`, written: "number" };
  }
  if (type === "BOOLEAN") return { name, cell, sql: `CAST(CAST(${cell} AS TINYINT) AS DOUBLE)`, written: "boolean" };
  if (/^(DATE|TIMESTAMP.*)$/.test(type)) return { name, cell, sql: `epoch(${cell}) / 86400.0`, written: "date" };
  if (type === "JSON") return { name, cell, sql: `${cell} ->> '$'`, written: "text" };
  return { name, cell, sql: `CAST(${cell} AS VARCHAR)`, written: "text" };
}
