/** JSON that keeps every number: it has no word for NaN, as the angle of weights that are all 0, nor for infinities. */

const WORDLESS: ReadonlySet<unknown> = new Set(["NaN", "Infinity", "-Infinity"]);

export const exactJson = (value: unknown): string =>
  JSON.stringify(value, (_, each) => (typeof each === "number" && !Number.isFinite(each) ? String(each) : each));

/** What `exactJson` was given, where no text in it is such a word. */
export const fromExactJson = (text: string): any =>
  JSON.parse(text, (_, each) => (WORDLESS.has(each) ? Number(each) : each));
