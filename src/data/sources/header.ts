/** The first line of a text table: what separates its cells, and the names of its columns. */
import { DataError } from "../../errors.ts";

export interface Header {
  readonly delimiter: string;
  readonly names: readonly string[];
}

const DELIMITERS = [",", "\t", ";", "|"] as const;

/**
 * Reads the header from the beginning of a file; undefined when `text` ends within it.
 *
 * @throws DataError for a header that is empty or names a column twice.
 */
export function headerOf(file: string, text: string, delimiter?: string): Header | undefined {
  const split = (by: string): string[] | undefined => record(text, by);
  const candidates = (delimiter === undefined ? DELIMITERS : [delimiter]).map((by) => ({ by, cells: split(by) }));
  const best = candidates.reduce((a, b) => ((b.cells?.length ?? 0) > (a.cells?.length ?? 0) ? b : a));
  if (best.cells === undefined) return undefined;
  if (best.cells.every((cell) => cell.trim() === "")) {
    throw new DataError({ where: `${file} line 1`, what: "no column names", would: "begin the file with its header" });
  }
  const names = best.cells.map((cell, i) => (cell === "" ? `column${i + 1}` : cell));
  refuseDuplicates(file, names);
  return { delimiter: best.by, names };
}

/** @throws DataError when two columns have the same name. */
export function refuseDuplicates(file: string, names: readonly string[]): void {
  const seen = new Map<string, number>();
  names.forEach((name, i) => {
    const first = seen.get(name);
    if (first !== undefined) {
      const what = `columns ${first + 1} and ${i + 1} have the same name`;
      throw new DataError({ where: file, what, got: name, would: "rename one of them" });
    }
    seen.set(name, i);
  });
}

/** The cells of the first record, quotes resolved; undefined when its end is not in the text. */
function record(text: string, delimiter: string): string[] | undefined {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') cell += text[i++];
      else quoted = false;
    } else if (c === '"' && cell === "") quoted = true;
    else if (c === delimiter) {
      cells.push(cell);
      cell = "";
    } else if (c === "\n") return [...cells, cell];
    else cell += c;
  }
  return undefined;
}
