/** Which column of a table does what. */
import { DataError, suggestion, UsageError } from "../errors.ts";
import type { DroppedColumn, EncodeOptions } from "./encode.ts";
import { list } from "./notices.ts";
import { areFinite } from "./plain.ts";
import type { Column, NumberColumn, Table, TextColumn } from "./table.ts";

/** A column without slips: numbers (finite or missing) or text. */
export type CleanColumn = NumberColumn | TextColumn;

export interface Roles {
  readonly target: CleanColumn;
  readonly weights?: NumberColumn;
  readonly splitBy?: CleanColumn;
  readonly group?: CleanColumn;
  readonly features: readonly CleanColumn[];
  readonly dropped: readonly DroppedColumn[];
}

/** @throws UsageError for a column that is not there or has two roles, DataError for one that cannot play its role. */
export function rolesOf(table: Table, options: EncodeOptions): Roles {
  const names = table.columns.map(({ name }) => name);
  if (options.target === undefined) {
    throw new UsageError({ where: "target", what: "no column named", would: `name one of ${list(names)}` });
  }
  const target = columnNamed(table, "target", options.target);
  const weights = options.weights === undefined ? undefined : columnNamed(table, "weights", options.weights);
  const splitBy = options.splitBy === undefined ? undefined : columnNamed(table, "splitBy", options.splitBy);
  const group = options.group === undefined ? undefined : columnNamed(table, "group", options.group);
  const special = new Map<string, string>();
  for (const [role, column] of Object.entries({ target, weights, splitBy, group })) {
    if (column === undefined) continue;
    const other = special.get(column.name);
    if (other !== undefined) {
      const would = "name different columns";
      throw new UsageError({ where: role, what: `this column is the ${other} already`, got: column.name, would });
    }
    special.set(column.name, role);
  }
  for (const [option, asked] of Object.entries({ features: options.features, drop: options.drop })) {
    for (const name of asked ?? []) {
      const { name: known } = columnNamed(table, option, name);
      const role = special.get(known);
      if (role !== undefined) {
        throw new UsageError({ where: option, what: `this column is the ${role}`, got: name, would: "leave it away" });
      }
    }
  }
  const drop = new Set(options.drop);
  const chosen = options.features === undefined ? undefined : new Set(options.features);
  const features = table.columns
    .filter(({ name }) => !special.has(name) && !drop.has(name) && (chosen?.has(name) ?? true))
    .map(clean);
  return {
    target: clean(target),
    ...(weights !== undefined && { weights: weightsOf(clean(weights)) }),
    ...(splitBy !== undefined && { splitBy: clean(splitBy) }),
    ...(group !== undefined && { group: clean(group) }),
    features,
    dropped: [...drop].map((column) => ({ column, why: "asked" })),
  };
}

function columnNamed(table: Table, option: string, name: string): Column {
  const column = table.columns.find((column) => column.name === name);
  if (column !== undefined) return column;
  const would = suggestion(
    name,
    table.columns.map((column) => column.name),
  );
  throw new UsageError({ where: option, what: "no such column", got: name, would });
}

/** The column, if it has neither a slip nor an infinite cell. @throws DataError with the first of them. */
export function clean(column: Column): CleanColumn {
  if (column.kind === "mixed") throw textAmongNumbers(column.name, column.row, column.cell);
  if (column.kind === "number" && !areFinite(column.values)) {
    const row = column.values.findIndex((value) => value === Infinity || value === -Infinity);
    if (row >= 0) {
      throw new DataError({
        where: `${column.name} row ${row + 1}`,
        what: "not a finite number",
        got: column.values[row],
        would: "correct the cell, or leave it empty",
      });
    }
  }
  return column;
}

/** Rows are counted from 1 for people, the header not counted. */
export function textAmongNumbers(column: string, row: number, cell: string): DataError {
  return new DataError({
    where: `${column} row ${row + 1}`,
    what: "text where numbers belong",
    got: cell,
    would: "correct the cell, name it as missing (--na), or leave the column out (--drop)",
  });
}

function weightsOf(column: CleanColumn): NumberColumn {
  if (column.kind === "text") {
    const row = column.codes.findIndex((code) => code >= 0);
    throw textAmongNumbers(column.name, row, column.levels[column.codes[row]]);
  }
  const row = column.values.findIndex((value) => value < 0);
  if (row >= 0) {
    const where = `weights ${column.name} row ${row + 1}`;
    throw new DataError({ where, what: "negative weight", got: column.values[row], would: "give weights ≥ 0" });
  }
  if (!column.values.some((value) => value > 0)) {
    const where = `weights ${column.name}`;
    throw new DataError({ where, what: "no row has a positive weight", would: "choose another column" });
  }
  return column;
}
