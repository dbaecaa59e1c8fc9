/** What Node adds: reading tables from files. Everything else is in `plumbline-fit`. */
export { readTable } from "./data/sources/duckdb.node.ts";
