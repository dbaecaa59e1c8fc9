/** From columns to x, by the rule of an encoding: the same code for the fit and for every prediction. */
import { DataError, suggestion } from "../errors.ts";
import { isoOf } from "./days.ts";
import type { EncodedColumn, Feature } from "./encode.ts";
import { type CleanColumn, textAmongNumbers } from "./roles.ts";

type EncodedText = Extract<EncodedColumn, { kind: "text" }>;

/** The features of the columns, in the order of x. */
export function featuresOf(columns: readonly EncodedColumn[]): Feature[] {
  return columns.flatMap((column): Feature[] => {
    const { name } = column;
    if (column.kind === "number") return [{ name, column: name, kind: "number" }];
    const levels = column.levels
      .filter((level) => level !== column.baseline)
      .map((level): Feature => ({ name: `${name}=${level}`, column: name, kind: "level", level }));
    return column.others ? [...levels, { name: `${name}=(other)`, column: name, kind: "other" }] : levels;
  });
}

/** What to do about a level that the fit has not seen; where a row is not complete it does not matter. */
export interface Unseen {
  readonly unseen?: "refuse" | "baseline";
  readonly complete?: Uint8Array;
}

/**
 * x (rows×d, row-major) of columns given in the order of their encodings. A missing cell takes the `fill`, or leaves
 * NaN in all features of its column where there is none.
 *
 * @throws DataError for text where numbers belong and, unless `unseen` is "baseline", for a level not seen in the fit.
 */
export function matrixOf(
  encodings: readonly EncodedColumn[],
  columns: readonly CleanColumn[],
  rows: Int32Array,
  { unseen = "refuse", complete }: Unseen = {},
): Float64Array {
  const d = featuresOf(encodings).length;
  const x = new Float64Array(rows.length * d);
  const numbers: NumberFeature[] = [];
  let at = 0;
  encodings.forEach((encoding, j) => {
    if (encoding.kind === "number") {
      numbers.push({ at, values: numbersOf(columns[j]), fill: encoding.fill });
      at += 1;
    } else {
      const refused = (i: number): boolean => unseen === "refuse" && complete?.[i] !== 0;
      writeLevels(x, d, at, encoding, columns[j], rows, refused);
      at += featuresOf([encoding]).length;
    }
  });
  writeNumbers(x, d, numbers, rows);
  return x;
}

interface NumberFeature {
  readonly at: number;
  readonly values: Float64Array;
  readonly fill: number | undefined;
}

function numbersOf(column: CleanColumn): Float64Array {
  if (column.kind === "number") return column.values;
  const row = column.codes.findIndex((code) => code >= 0);
  throw textAmongNumbers(column.name, row, column.levels[column.codes[row]]);
}

/** Rows are written so many at a time: what they take of x stays in the first caches. */
const BLOCK = 256;

function writeNumbers(x: Float64Array, d: number, features: readonly NumberFeature[], rows: Int32Array): void {
  for (let from = 0; from < rows.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, rows.length);
    let k = 0;
    for (; k + 4 <= features.length; k += 4) writeFour(x, d, features.slice(k, k + 4), rows, from, to);
    for (; k < features.length; k++) {
      const { at, values } = features[k];
      for (let i = from; i < to; i++) x[i * d + at] = values[rows[i]];
    }
  }
  for (const { at, fill } of features) {
    if (fill === undefined) continue;
    for (let i = at; i < x.length; i += d) if (Number.isNaN(x[i])) x[i] = fill;
  }
}

/** Four columns side by side, three times as fast as one after another. */
function writeFour(
  x: Float64Array,
  d: number,
  [first, second, third, fourth]: readonly NumberFeature[],
  rows: Int32Array,
  from: number,
  to: number,
): void {
  const { at: a, values: va } = first;
  const { at: b, values: vb } = second;
  const { at: c, values: vc } = third;
  const { at: e, values: ve } = fourth;
  for (let i = from; i < to; i++) {
    const row = rows[i];
    const start = i * d;
    x[start + a] = va[row];
    x[start + b] = vb[row];
    x[start + c] = vc[row];
    x[start + e] = ve[row];
  }
}

function writeLevels(
  x: Float64Array,
  d: number,
  at: number,
  encoding: EncodedText,
  column: CleanColumn,
  rows: Int32Array,
  refused: (i: number) => boolean,
): void {
  const features = featuresOf([encoding]);
  const place = new Map(features.map((feature, k) => [feature.kind === "level" ? feature.level : undefined, k]));
  /** The feature that is 1 for this level; −1 for the baseline, −2 for a level never seen. */
  const placeOf = (level: string): number =>
    place.get(level) ?? (level === encoding.baseline ? -1 : (place.get(undefined) ?? -2));
  const { codes, levels } = column.kind === "text" ? column : asText(column);
  const places = Int32Array.from(levels, placeOf);
  for (let i = 0; i < rows.length; i++) {
    const code = codes[rows[i]];
    if (code < 0 && encoding.fill === undefined) {
      x.fill(Number.NaN, i * d + at, i * d + at + features.length);
      continue;
    }
    const k = code < 0 ? placeOf(encoding.fill as string) : places[code];
    if (k === -2 && refused(i)) {
      const would = `${suggestion(levels[code], encoding.levels)} or take unseen levels as the baseline`;
      throw new DataError({
        where: `${column.name} row ${rows[i] + 1}`,
        what: "a level the fit has not seen",
        got: levels[code],
        would,
      });
    }
    if (k >= 0) x[i * d + at + k] = 1;
  }
}

/** A column of numbers read as text: what was text in the fit may look like numbers now. */
function asText({ values, written }: Extract<CleanColumn, { kind: "number" }>): {
  codes: Int32Array;
  levels: string[];
} {
  const codeOf = new Map<number, number>();
  const codes = Int32Array.from(values, (value) => {
    if (Number.isNaN(value)) return -1;
    const code = codeOf.get(value) ?? codeOf.size;
    codeOf.set(value, code);
    return code;
  });
  const text = { number: String, date: isoOf, boolean: (value: number) => (value === 1 ? "true" : "false") }[written];
  return { codes, levels: [...codeOf.keys()].map(text) };
}
