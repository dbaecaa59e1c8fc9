/** Which rows a fit can use: those with a label, a weight and, where asked, a cell in every column. */
import { DataError } from "../errors.ts";
import { completeRows, counted, refuseMissing } from "./complete.ts";
import { withoutDegenerate } from "./degenerate.ts";
import type { DroppedColumn, MissingPolicy } from "./encode.ts";
import { count } from "./notices.ts";
import type { CleanColumn, Roles } from "./roles.ts";
import { allRows } from "./rows.ts";
import type { Table } from "./table.ts";

export interface UsableRows {
  /** Ascending, at least two. */
  readonly rows: Int32Array;
  /** The feature columns that vary. */
  readonly columns: readonly CleanColumn[];
  readonly dropped: readonly DroppedColumn[];
  readonly notices: readonly string[];
}

/** @throws DataError for missing cells that `missing` does not settle, and for fewer than two rows. */
export function usableRows(table: Table, roles: Roles, missing: MissingPolicy): UsableRows {
  const required = [roles.target, roles.weights, roles.splitBy, roles.group].filter((column) => column !== undefined);
  const notices: string[] = [];
  const weighted = rowsWithWeight(table.rows, roles, notices);
  // Columns that are no use anyway must not cost rows for their missing cells.
  const { columns, dropped } = withoutDegenerate(roles.features, weighted);
  const labeled = completeRows(required, weighted);
  const whole = completeRows([...required, ...columns], weighted);
  if (missing === "error") {
    refuseMissing(
      whole.lacking,
      "fill them, or choose --missing drop (leaves these rows out) or --missing mean (fills the cells)",
    );
  }
  const { rows, lacking } = missing === "drop" ? whole : labeled;
  if (lacking.length > 0) {
    notices.push(`Left out for missing cells: ${count(weighted.length - rows.length, "row")} (${counted(lacking)}).`);
  }
  const filled = missing === "mean" ? completeRows(columns, rows).lacking : [];
  if (filled.length > 0) {
    notices.push(`Missing cells filled with the mean or the most frequent level: ${counted(filled)}.`);
  }
  if (rows.length < 2) {
    const would = table.rows < 2 ? "give a table of more rows" : "leave out the columns that lack cells";
    throw new DataError({ where: "table", what: "at least two usable rows are needed", got: rows.length, would });
  }
  return { rows, columns, dropped, notices };
}

/** A row of weight 0 is none, under either kind of weight. */
function rowsWithWeight(n: number, { weights }: Roles, notices: string[]): Int32Array {
  if (weights === undefined) return allRows(n);
  const rows = allRows(n).filter((row) => weights.values[row] !== 0);
  if (rows.length < n) notices.push(`Left out for weight 0: ${count(n - rows.length, "row")}.`);
  return rows;
}
