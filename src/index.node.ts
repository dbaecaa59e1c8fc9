/** What Node adds: reading tables from files, and figures as PNG. Everything else is in `plumbline-fit`. */
export { readTable } from "./data/sources/duckdb.node.ts";
export { png, pngOf } from "./figures/png.node.ts";
