/** Which rows learn and which rows judge. Rows of a group stay together on one side. */
import { DataError } from "../errors.ts";
import type { RandomStream } from "../math/random.ts";
import type { Design } from "./design.ts";
import { allRows, gathered } from "./rows.ts";

/** Row numbers of both sides, each ascending and nonempty. */
export interface Split {
  readonly fit: Int32Array;
  readonly heldOut: Int32Array;
}

/**
 * Holds out about `share` of the rows, whole groups at a time, or of every stratum that has two rows or more.
 *
 * @param share in (0, 1)
 * @throws DataError where there is only one row, or only one group.
 */
export function splitRows(
  { n, groups, strata }: Pick<Design, "n" | "groups" | "strata">,
  share: number,
  stream: RandomStream,
): Split {
  const members = groups === undefined ? undefined : membersOf(groups);
  const units = members?.length ?? n;
  if (units < 2) {
    const what = groups === undefined ? "rows" : "groups";
    throw new DataError({ where: "table", what: `at least two ${what} are needed to hold some out`, got: units });
  }
  const most = Math.min(Math.max(Math.round(share * n), 1), n - 1);
  const held =
    members !== undefined
      ? someGroups(members, n, most, stream)
      : strata !== undefined
        ? someOfEach(membersOf(strata), n, share, stream)
        : someOf(n, most, stream);
  return { fit: marked(held, 0), heldOut: marked(held, 1) };
}

/** Groups in random order until `most` rows are marked, or one group is left. */
function someGroups(members: readonly number[][], n: number, most: number, stream: RandomStream): Uint8Array {
  const held = new Uint8Array(n);
  let count = 0;
  let left = members.length;
  for (const group of stream.permutation(left)) {
    if (count >= most || left === 1) break;
    for (const row of members[group]) held[row] = 1;
    count += members[group].length;
    left -= 1;
  }
  return held;
}

/** A share of each stratum, at least a row, and never all. */
function someOfEach(strata: readonly number[][], n: number, share: number, stream: RandomStream): Uint8Array {
  const held = new Uint8Array(n);
  for (const rows of strata) {
    const size = Math.min(Math.max(Math.round(share * rows.length), 1), rows.length - 1);
    const marks = someOf(rows.length, size, stream);
    rows.forEach((row, i) => (held[row] = marks[i]));
  }
  return held;
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
  return marked(someOf(n, size, stream), 1);
}

/**
 * All of n row numbers in an order whose first `size` are drawn at random, for each of the sizes: passes over first rows
 * are then passes over random ones. Neighbors stay in order, as memory likes it.
 *
 * @param sizes ascending; those that n does not exceed draw nothing
 */
export function nested(n: number, sizes: readonly number[], stream: RandomStream): Int32Array {
  const order = allRows(n);
  let inner = order;
  for (const size of sizes.toReversed()) {
    if (size >= inner.length) continue;
    const marks = someOf(inner.length, size, stream);
    const drawn = gathered(inner, marked(marks, 1));
    order.set(gathered(inner, marked(marks, 0)), size);
    order.set(drawn);
    inner = order.subarray(0, size);
  }
  return order;
}

/**
 * Marks `size` of n, all sets alike, with `size` draws (Floyd): of 0 … last, with one place more each time, a random one
 * is marked, or the last if it is marked already.
 */
function someOf(n: number, size: number, stream: RandomStream): Uint8Array {
  const marks = new Uint8Array(n);
  for (let last = n - size; last < n; last++) {
    const drawn = stream.below(last + 1);
    marks[marks[drawn] === 0 ? drawn : last] = 1;
  }
  return marks;
}

/** Where marks are `mark`, ascending. */
function marked(marks: Uint8Array, mark: number): Int32Array {
  let count = 0;
  for (let i = 0; i < marks.length; i++) if (marks[i] === mark) count++;
  const at = new Int32Array(count);
  for (let i = 0, k = 0; i < marks.length; i++) if (marks[i] === mark) at[k++] = i;
  return at;
}

/** A design of some of the rows; it shares x. */
export function rowsOf(design: Design, rows: Int32Array): Design {
  const { y, weights, groups, strata, rows: within } = design;
  return {
    ...design,
    n: rows.length,
    rows: within === undefined ? rows : gathered(within, rows),
    y: gathered(y, rows),
    ...(weights && { weights: gathered(weights, rows) }),
    ...(groups && { groups: gathered(groups, rows) }),
    ...(strata && { strata: gathered(strata, rows) }),
  };
}

/** The first rows of a design, all where it has no more; everything is shared. */
export function firstRows(design: Design, most: number): Design {
  const { n, y, weights, groups, strata, rows } = design;
  if (n <= most) return design;
  return {
    ...design,
    n: most,
    y: y.subarray(0, most),
    ...(rows && { rows: rows.subarray(0, most) }),
    ...(weights && { weights: weights.subarray(0, most) }),
    ...(groups && { groups: groups.subarray(0, most) }),
    ...(strata && { strata: strata.subarray(0, most) }),
  };
}
