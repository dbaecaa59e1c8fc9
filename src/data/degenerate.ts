/** Columns that cannot be features: without cells, constant, identifiers, copies of another. */
import type { Degeneracy, DroppedColumn } from "./encode.ts";
import { MANY_LEVELS } from "./levels.ts";
import type { CleanColumn } from "./roles.ts";

/** What is wrong with a column by itself on these rows, if anything; missing cells are passed over. */
export function degeneracyOf(column: CleanColumn, rows: Int32Array): Exclude<Degeneracy, "duplicate"> | undefined {
  const cells = column.kind === "number" ? column.values : column.codes;
  const missing = column.kind === "number" ? Number.isNaN : (code: number) => code < 0;
  const seen = new Set<number>();
  let present = 0;
  for (const row of rows) {
    const cell = cells[row];
    if (missing(cell)) continue;
    present++;
    // Two values are enough to know that a column of numbers varies; levels are all counted.
    if (column.kind === "text" || seen.size < 2) seen.add(cell);
  }
  if (present === 0) return "missing";
  if (seen.size === 1) return "constant";
  if (column.kind === "number") return undefined;
  const mostlyUnique = seen.size > MANY_LEVELS && 2 * seen.size > present;
  return seen.size === present || mostlyUnique ? "identifier" : undefined;
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
  const cells = new Float64Array(rows.length);
  const others = new Float64Array(rows.length);
  const halves = new Uint32Array(cells.buffer);
  const byHash = new Map<number, CleanColumn[]>();
  const copies = new Map<CleanColumn, CleanColumn>();
  for (const column of columns) {
    canonical(column, rows, cells);
    const hash = hashOf(halves);
    const alike = byHash.get(hash) ?? [];
    const original = alike.find((other) => {
      canonical(other, rows, others);
      return other.kind === column.kind && cells.every((cell, i) => Object.is(cell, others[i]));
    });
    if (original === undefined) byHash.set(hash, [...alike, column]);
    else copies.set(column, original);
  }
  return copies;
}

/** Writes the cells as numbers that are the same, bit for bit, in copies: text as codes by first appearance. */
function canonical(column: CleanColumn, rows: Int32Array, out: Float64Array): void {
  if (column.kind === "number") {
    for (let i = 0; i < rows.length; i++) {
      const value = column.values[rows[i]];
      out[i] = Number.isNaN(value) ? Number.NaN : value + 0; // −0 + 0 = 0
    }
    return;
  }
  const order = new Int32Array(column.levels.length);
  let levels = 0;
  for (let i = 0; i < rows.length; i++) {
    const code = column.codes[rows[i]];
    if (code >= 0 && order[code] === 0) order[code] = ++levels;
    out[i] = code < 0 ? Number.NaN : order[code];
  }
}

/** FNV-1a by words; it alone never carries high bits down, and doubles differ in their high bits, hence the shift. */
function hashOf(words: Uint32Array): number {
  let hash = 0x811c9dc5;
  for (const word of words) {
    hash = Math.imul(hash ^ word, 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash;
}
