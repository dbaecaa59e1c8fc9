/** Columns that cannot be features: without cells, constant, identifiers, copies of another. */
import { alike } from "./copies.ts";
import type { Degeneracy, DroppedColumn } from "./encode.ts";
import { MANY_LEVELS } from "./levels.ts";
import type { CleanColumn } from "./roles.ts";

/** What is wrong with a column by itself on these rows, if anything; missing cells are passed over. */
export function degeneracyOf(column: CleanColumn, rows: Int32Array): Exclude<Degeneracy, "duplicate"> | undefined {
  if (column.kind === "number") return degeneracyOfNumbers(column.values, rows);
  const seen = new Uint8Array(column.levels.length);
  let levels = 0;
  let present = 0;
  for (let i = 0; i < rows.length; i++) {
    const code = column.codes[rows[i]];
    if (code < 0) continue;
    present++;
    levels += 1 - seen[code];
    seen[code] = 1;
  }
  if (levels < 2) return levels === 0 ? "missing" : "constant";
  const mostlyUnique = levels > MANY_LEVELS && 2 * levels > present;
  return levels === present || mostlyUnique ? "identifier" : undefined;
}

/** Two values are enough to know that numbers vary. */
function degeneracyOfNumbers(values: Float64Array, rows: Int32Array): "missing" | "constant" | undefined {
  let first = Number.NaN;
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i]];
    if (Number.isNaN(value)) continue;
    if (Number.isNaN(first)) first = value;
    else if (value !== first) return undefined;
  }
  return Number.isNaN(first) ? "missing" : "constant";
}

/** The columns that can be features by themselves, and the others with the reason. */
export function withoutDegenerate(
  columns: readonly CleanColumn[],
  rows: Int32Array,
): { readonly columns: readonly CleanColumn[]; readonly dropped: readonly DroppedColumn[] } {
  const judged = columns.map((column) => ({ column, why: degeneracyOf(column, rows) }));
  return {
    columns: judged.filter(({ why }) => why === undefined).map(({ column }) => column),
    dropped: judged.flatMap(({ column, why }) => (why === undefined ? [] : [{ column: column.name, why }])),
  };
}

/** The copies among the columns, each with the first column it repeats; text may be spelled differently. */
export function copiesOf(columns: readonly CleanColumn[], rows: Int32Array): ReadonlyMap<CleanColumn, CleanColumn> {
  const cells = columns.map((column) => canonical(column, rows));
  const ofKind = (kind: CleanColumn["kind"]): number[] => [...columns.keys()].filter((k) => columns[k].kind === kind);
  const classes = alike([ofKind("number"), ofKind("text")], rows.length, (k, i) => cells[k](i));
  const original = new Map(classes.flatMap(([first, ...others]) => others.map((k) => [k, first] as const)));
  const copies = [...original.keys()].sort((a, b) => a - b);
  return new Map(copies.map((k) => [columns[k], columns[original.get(k) as number]]));
}

/** Cells as numbers that are the same in copies: text as codes by first appearance, for who asks row after row. */
function canonical(column: CleanColumn, rows: Int32Array): (i: number) => number {
  if (column.kind === "number") {
    const { values } = column;
    return (i) => values[rows[i]] + 0; // −0 + 0 = 0
  }
  const { codes } = column;
  const order = new Int32Array(column.levels.length);
  let levels = 0;
  return (i) => {
    const code = codes[rows[i]];
    if (code < 0) return Number.NaN;
    if (order[code] === 0) order[code] = ++levels;
    return order[code];
  };
}
