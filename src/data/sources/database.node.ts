/** A DuckDB database in memory, for one piece of work. The library is loaded when it is first wanted. */
import type { DuckDBConnection } from "@duckdb/node-api";

/** Does work on a database of its own; an abort interrupts the query that runs. */
export async function connected<T>(
  work: (connection: DuckDBConnection) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const interrupt = (): void => connection.interrupt();
  signal?.addEventListener("abort", interrupt);
  try {
    return await work(connection);
  } finally {
    signal?.removeEventListener("abort", interrupt);
    connection.closeSync();
    instance.closeSync();
  }
}
