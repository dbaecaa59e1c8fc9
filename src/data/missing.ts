/** How a missing cell is written. */

/** The markers read as missing when none are named; case and surrounding space do not matter. */
export const MISSING_TOKENS: readonly string[] = ["", "NA", "NaN", "null", ".", "?"];

/**
 * Says whether a cell of text is missing. The usual tokens are known in any case, others as they are written; an empty
 * cell is always missing.
 */
export function missingTest(tokens: readonly string[] = MISSING_TOKENS): (cell: string) => boolean {
  const usual = tokens.length === MISSING_TOKENS.length && tokens.every((token, i) => token === MISSING_TOKENS[i]);
  const fold = (text: string): string => (usual ? text.trim().toLowerCase() : text.trim());
  const known = new Set(["", ...tokens.map(fold)]);
  return (cell) => known.has(fold(cell));
}

/** How often each marker was seen. */
export type MarkerCounts = Record<string, number>;

export function countMarker(counts: MarkerCounts, marker: string, times: number): void {
  if (times > 0) counts[marker] = (counts[marker] ?? 0) + times;
}
