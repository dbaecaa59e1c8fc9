/** Rows with one of several labels, as networks learn from them. */
import { DataError } from "../errors.ts";

export interface ClassifiedRows {
  readonly n: number;
  /** n×size, row-major. */
  readonly x: Float32Array | Float64Array;
  /** n labels in 0, …, classes − 1. */
  readonly labels: Int32Array;
  readonly classes: number;
}

/** Rows of a batch, one after another: x as a network takes it. */
export interface Batch {
  /** At least rows × size. */
  readonly x: Float64Array;
  /** As many labels as rows. */
  readonly labels: Int32Array;
}

/** The rows with those numbers, in that order. @param room takes their x */
export function gathered({ n, x, labels }: ClassifiedRows, rows: Int32Array, room: Float64Array): Batch {
  const size = x.length / n;
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0, from = rows[i] * size, to = i * size; j < size; j++) room[to + j] = x[from + j];
  }
  return { x: room, labels: rows.map((row) => labels[row]) };
}

/** The rows `from … to` as rows of their own, without copying. */
export function someRows({ n, x, labels, classes }: ClassifiedRows, from: number, to: number): ClassifiedRows {
  const size = x.length / n;
  return { n: to - from, x: x.subarray(from * size, to * size), labels: labels.subarray(from, to), classes };
}

/** @throws DataError where sizes do not fit or a label is none */
export function checkRows(where: string, { n, x, labels, classes }: ClassifiedRows, size: number): void {
  if (x.length !== n * size || labels.length !== n || n === 0) {
    throw new DataError({
      where,
      what: "sizes do not fit",
      got: `${x.length} numbers and ${labels.length} labels for ${n} rows`,
      would: `give ${size} numbers and a label a row`,
    });
  }
  const wrong = labels.find((label) => !(label >= 0 && label < classes));
  if (wrong !== undefined) {
    throw new DataError({ where, what: "no such label", got: wrong, would: `give labels from 0 to ${classes - 1}` });
  }
}
