/** What DuckDB complains of, in our words. */
import { DataError, WorkError } from "../../errors.ts";

const SAID: readonly (readonly [RegExp, (found: RegExpExecArray) => { what: string; got?: string; would: string }])[] =
  [
    [
      /Expected Number of Columns: (\d+) Found: (\d+)/,
      ([, expected, found]) => ({
        what: `${found} cells where the header has ${expected}`,
        would: "give every row a cell for every column, and quote cells that contain the delimiter",
      }),
    ],
    [
      /unterminated quote/,
      () => ({ what: "a quote is not closed, or text follows it", would: 'write " in a cell as ""' }),
    ],
    [/Invalid unicode|not utf-8|invalid UTF-?8/i, () => ({ what: "not UTF-8 text", would: "save the file as UTF-8" })],
    [/Maximum line size/, () => ({ what: "a line of over 2 MB", would: "check for a quote that is never closed" })],
    [
      /magic bytes|Footer length|TProtocolException|parquet/i,
      () => ({ what: "not a whole Parquet file", would: "it may be truncated; copy or write it again" }),
    ],
    [
      /Malformed JSON.*?line (\d+)/is,
      ([, line]) => ({ what: `line ${line} is not JSON`, would: "write one object a line, or one array of objects" }),
    ],
  ];

/** An error of DuckDB as one of ours; `reading` names the file. */
export function complaint(reading: string, error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  const line = /CSV Error on Line: (\d+)/.exec(message)?.[1];
  const where = line === undefined ? reading : `${reading} line ${line}`;
  for (const [pattern, say] of SAID) {
    const found = pattern.exec(message);
    if (found !== null) return new DataError({ where, ...say(found) });
  }
  const first = message.replace(/^\w[\w ]* Error: /, "").split("\n", 1)[0];
  if (/Out of Memory|IO Error/i.test(message)) return new WorkError({ where, what: first });
  return new DataError({ where, what: `cannot be read (${first})`, would: "check that the file is whole" });
}
