/** From a table to a design, and the rule that does the same to the next table. */
import { DataError } from "../errors.ts";
import { copiesOf, withoutDegenerate } from "./degenerate.ts";
import type { Design } from "./design.ts";
import type { DroppedColumn, EncodedColumn, EncodeOptions, Encoding } from "./encode.ts";
import { featuresOf, matrixOf } from "./features.ts";
import { levelsOf, MANY_LEVELS } from "./levels.ts";
import { droppedNotices, list, markerNotice } from "./notices.ts";
import { type CleanColumn, rolesOf } from "./roles.ts";
import { gathered } from "./rows.ts";
import type { Table } from "./table.ts";
import { labelsOf, textOf } from "./target.ts";
import { usableRows } from "./usableRows.ts";

export interface Encoded {
  readonly design: Design;
  readonly encoding: Encoding;
  /** Sentences for the user about what was read as what, and what was left out. */
  readonly notices: readonly string[];
  /** How many rows the table has; the design has those that can be used. */
  readonly read: number;
  /** What the groups are called that the design's strata number. */
  readonly groupNames?: readonly string[];
}

/**
 * Encodes a table for a fit.
 *
 * @throws UsageError for columns named wrongly; DataError for a table that cannot be fitted: missing cells (unless
 * `missing` says what to do about them), slips and ∞, a constant target, fewer than two rows, no usable column.
 *
 * @example
 * import { tableOf } from "plumbline-fit";
 *
 * const { table, target } = tableOf({ x: { size: [1, 2, 3], color: ["red", "red", "blue"] }, y: [2, 4, 7] });
 * const { design } = encodeTable(table, { target });
 * console.log(design.names.join()); // → size,color=blue
 */
export function encodeTable(table: Table, options: EncodeOptions): Encoded {
  const { missing = "error", weightsKind = "frequency" } = options;
  const roles = rolesOf(table, options);
  const { rows, columns: promising, dropped: useless, notices: aboutRows } = usableRows(table, roles, missing);
  const notices: string[] = [...markerNotice(table), ...aboutRows];

  const labels = labelsOf(roles.target, rows, options.positive);
  const varying = withoutDegenerate(promising, rows);
  const copies = copiesOf(varying.columns, rows);
  const used = varying.columns.filter((column) => !copies.has(column));
  const dropped: DroppedColumn[] = [
    ...roles.dropped,
    ...useless,
    ...varying.dropped,
    ...[...copies].map(([copy, of]) => ({ column: copy.name, why: "duplicate" as const, of: of.name })),
  ];
  notices.push(...labels.notices, ...droppedNotices(dropped));
  if (used.length === 0) {
    const why = droppedNotices(dropped).join(" ").replace(/\.$/, "");
    throw new DataError({
      where: "table",
      what: "no column to learn from",
      would: why || "give features beside the target",
    });
  }

  const columns = used.map((column) => encodedColumn(column, rows, roles.weights?.values, missing === "mean"));
  notices.push(...levelNotices(columns));
  const features = featuresOf(columns);
  const strata = roles.group && groupsOf("group", roles.group, rows);
  const design: Design = {
    n: rows.length,
    d: features.length,
    x: matrixOf(columns, used, rows),
    y: labels.y,
    names: features.map(({ name }) => name),
    weightsKind,
    binary: labels.encoding.kind === "binary",
    ...(roles.weights && { weights: gathered(roles.weights.values, rows) }),
    ...(roles.splitBy && { groups: groupsOf("splitBy", roles.splitBy, rows).group }),
    ...(strata && { strata: strata.group }),
  };
  const encoding = { features, columns, dropped, target: labels.encoding, missing, missingTokens: table.missingTokens };
  return { design, encoding, notices, read: table.rows, ...(strata && { groupNames: strata.names }) };
}

function encodedColumn(
  column: CleanColumn,
  rows: Int32Array,
  weights: Float64Array | undefined,
  filled: boolean,
): EncodedColumn {
  const { name } = column;
  if (column.kind === "text") {
    const { levels, baseline, others } = levelsOf(column, rows, weights);
    return { name, kind: "text", levels, baseline, others: others > 0, ...(filled && { fill: baseline }) };
  }
  if (!filled) return { name, kind: "number" };
  let sum = 0;
  let total = 0;
  for (const row of rows) {
    const value = column.values[row];
    if (Number.isNaN(value)) continue;
    const weight = weights?.[row] ?? 1;
    sum += weight * value;
    total += weight;
  }
  return { name, kind: "number", fill: sum / total };
}

function levelNotices(columns: readonly EncodedColumn[]): string[] {
  const text = columns.filter((column) => column.kind === "text");
  if (text.length === 0) return [];
  const baselines = list(text.map(({ name, baseline }) => `${name} against ${baseline}`));
  const crowded = text.filter(({ others }) => others).map(({ name }) => name);
  return [
    `Text read as one feature a level: ${baselines}.`,
    ...(crowded.length === 0
      ? []
      : [`Levels beyond the ${MANY_LEVELS} most frequent share one feature: ${list(crowded)}.`]),
  ];
}

/** Rows with equal cells get the same number, from 0 on in the order in which they come. */
function groupsOf(
  option: string,
  column: CleanColumn,
  rows: Int32Array,
): { readonly group: Int32Array; readonly names: readonly string[] } {
  const cells = column.kind === "number" ? column.values : column.codes;
  const groupOf = new Map<number, number>();
  const group = new Int32Array(rows.length);
  for (let i = 0; i < group.length; i++) {
    const cell = cells[rows[i]];
    const number = groupOf.get(cell) ?? groupOf.size;
    if (number === groupOf.size) groupOf.set(cell, number);
    group[i] = number;
  }
  if (groupOf.size < 2) {
    const where = `${option} ${column.name}`;
    throw new DataError({ where, what: "all rows are of one group", would: "choose a column with more values" });
  }
  return { group, names: [...groupOf.keys()].map((cell) => textOf(column, cell)) };
}
