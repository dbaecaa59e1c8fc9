/** How a missing cell is written. */

/** The markers read as missing when none are named; case and surrounding space do not matter. */
export const MISSING_TOKENS: readonly string[] = ["", "NA", "NaN", "null", ".", "?"];

/**
 * Says whether a cell of text is missing. Tokens that are named are taken as they are written, the usual ones in any
 * case; an empty cell is always missing.
 */
export function missingTest(tokens: readonly string[] = MISSING_TOKENS): (cell: string) => boolean {
  const anyCase = tokens === MISSING_TOKENS;
  const fold = (text: string): string => (anyCase ? text.trim().toLowerCase() : text.trim());
  const known = new Set(["", ...tokens.map(fold)]);
  return (cell) => known.has(fold(cell));
}

/** How often each marker was seen. */
export type MarkerCounts = Record<string, number>;

export function countMarker(counts: MarkerCounts, marker: string, times: number): void {
  if (times > 0) counts[marker] = (counts[marker] ?? 0) + times;
}
