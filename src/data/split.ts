/** Which rows learn and which rows judge. Rows of a group stay together on one side. */
import { DataError } from "../errors.ts";
import type { RandomStream } from "../math/random.ts";
import type { Design } from "./design.ts";

/** Row numbers of both sides, each ascending and nonempty. */
export interface Split {
  readonly fit: Int32Array;
  readonly heldOut: Int32Array;
}

/**
 * Holds out about `share` of the rows, whole groups at a time.
 *
 * @param share in (0, 1)
 * @throws DataError where there is only one row, or only one group.
 */
export function splitRows({ n, groups }: Pick<Design, "n" | "groups">, share: number, stream: RandomStream): Split {
  const members = groups === undefined ? undefined : membersOf(groups);
  const units = members?.length ?? n;
  if (units < 2) {
    const what = groups === undefined ? "rows" : "groups";
    throw new DataError({ where: "table", what: `at least two ${what} are needed to hold some out`, got: units });
  }
  const most = Math.min(Math.max(Math.round(share * n), 1), n - 1);
  const held = new Uint8Array(n);
  let count = 0;
  let left = units;
  for (const unit of stream.permutation(units)) {
    if (count >= most || left === 1) break;
    const rows = members?.[unit] ?? [unit];
    for (const row of rows) held[row] = 1;
    count += rows.length;
    left -= 1;
  }
  const side = (mark: number): Int32Array =>
    Int32Array.from({ length: n }, (_, i) => i).filter((i) => held[i] === mark);
  return { fit: side(0), heldOut: side(1) };
}

function membersOf(groups: Int32Array): number[][] {
  const members = new Map<number, number[]>();
  groups.forEach((group, row) => {
    const rows = members.get(group);
    if (rows === undefined) members.set(group, [row]);
    else rows.push(row);
  });
  return [...members.values()];
}

/** `size` of n row numbers drawn without replacement, ascending. */
export function subsample(n: number, size: number, stream: RandomStream): Int32Array {
  return stream.permutation(n).slice(0, size).sort();
}

/** A design of some of the rows; it shares x. */
export function rowsOf(design: Design, rows: Int32Array): Design {
  const { y, weights, groups, rows: within } = design;
  return {
    ...design,
    n: rows.length,
    rows: within === undefined ? rows : gathered(within, rows),
    y: gathered(y, rows),
    ...(weights && { weights: gathered(weights, rows) }),
    ...(groups && { groups: gathered(groups, rows) }),
  };
}

function gathered<T extends Float64Array | Int32Array>(values: T, rows: Int32Array): T {
  const length = rows.length;
  const out = (values instanceof Float64Array ? new Float64Array(length) : new Int32Array(length)) as T;
  for (let i = 0; i < length; i++) out[i] = values[rows[i]];
  return out;
}
