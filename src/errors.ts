/**
 * The three errors Plumbline throws. Numerical outcomes (stalled, diverged, …) are values, never errors;
 * see `method/result.ts`.
 *
 * Every message reads `where: what is wrong, got value; what would do`.
 */

/** The four parts of an error message. */
export interface Complaint {
  /** The option, column, file or argument at fault, as the user knows it. */
  readonly where: string;
  /** What is wrong with it. */
  readonly what: string;
  /** What was found; printed shortened. */
  readonly got?: unknown;
  /** What would do instead. */
  readonly would?: string;
}

/** Wrong use: an option, parameter or argument that cannot mean anything. Exit code 2. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
  constructor(complaint: Complaint) {
    super(wording(complaint));
  }
}

/** Wrong input: a table, file or array that cannot be fitted or predicted. Exit code 2. */
export class DataError extends Error {
  override readonly name: string = "DataError";
  constructor(complaint: Complaint) {
    super(wording(complaint));
  }
}

/** The work itself failed: disk full, worker lost, interrupted. Exit code 1. */
export class WorkError extends Error {
  override readonly name: string = "WorkError";
  constructor(complaint: Complaint) {
    super(wording(complaint));
  }
}

function wording({ where, what, got, would }: Complaint): string {
  const found = got === undefined ? "" : `, got ${shown(got)}`;
  return `${where}: ${what}${found}${would === undefined ? "" : `; ${would}`}`;
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** The names nearest to `wanted` by edit distance, best first, for "did you mean" suggestions. */
export function nearest(wanted: string, names: Iterable<string>, most = 3): string[] {
  return [...names]
    .map((name) => ({ name, distance: editDistance(wanted.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(2, Math.ceil(name.length / 3)))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ name }) => name);
}

/** "did you mean a or b?", or the whole list where nothing is near and the list is short. */
export function suggestion(wanted: string, names: readonly string[]): string {
  const near = nearest(wanted, names);
  if (near.length > 0) return `did you mean ${near.map((name) => JSON.stringify(name)).join(" or ")}?`;
  const shownNames = names.slice(0, 12).join(", ");
  return `there is ${shownNames}${names.length > 12 ? `, … (${names.length} in all)` : ""}`;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
