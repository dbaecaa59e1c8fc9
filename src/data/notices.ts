/** Sentences for the user about what was done to the table. */
import type { DroppedColumn } from "./encode.ts";
import type { Table } from "./table.ts";

/** "a, b, c and 4 more" */
export function list(names: readonly string[], most = 8): string {
  if (names.length <= most) return names.join(", ");
  return `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}

/** "1 row", "2 rows" */
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;

/** Which markers were read as missing. */
export function markerNotice({ missingMarkers }: Table): string[] {
  const seen = Object.entries(missingMarkers).map(
    ([marker, times]) => `${marker === "" ? "empty" : JSON.stringify(marker)} (${times}×)`,
  );
  return seen.length === 0 ? [] : [`Cells read as missing: ${list(seen)}.`];
}

/** Which columns were left out, and why. */
export function droppedNotices(dropped: readonly DroppedColumn[]): string[] {
  const of = (why: DroppedColumn["why"], sentence: (columns: string) => string): string[] => {
    const columns = dropped.filter((column) => column.why === why);
    const names = columns.map(({ column, of }) => (of === undefined ? column : `${column} (of ${of})`));
    return names.length === 0 ? [] : [sentence(list(names))];
  };
  return [
    ...of("missing", (columns) => `Left out, without a single cell: ${columns}.`),
    ...of("constant", (columns) => `Left out as constant: ${columns}.`),
    ...of("identifier", (columns) => `Left out as identifiers, with about as many levels as rows: ${columns}.`),
    ...of("duplicate", (columns) => `Left out as copies: ${columns}.`),
  ];
}
