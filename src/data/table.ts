/** A table as it was read: columns of numbers or of text, missing cells marked, nothing encoded yet. */

/** A column of numbers; booleans are read as 0 and 1, dates as days since 1970-01-01. NaN marks a missing cell. */
export interface NumberColumn {
  readonly name: string;
  readonly kind: "number";
  readonly values: Float64Array;
  /** What the numbers were written as. */
  readonly written: "number" | "boolean" | "date";
}

/** A column of text: `levels[codes[i]]` is cell i; code −1 marks a missing cell. */
export interface TextColumn {
  readonly name: string;
  readonly kind: "text";
  readonly codes: Int32Array;
  /** The distinct cells in order of first appearance. */
  readonly levels: readonly string[];
}

/** A column of numbers but for a few cells of text: almost surely a slip, so refused as soon as it is used. */
export interface MixedColumn {
  readonly name: string;
  readonly kind: "mixed";
  /** The first such cell and its row, counted from 0. */
  readonly row: number;
  readonly cell: string;
}

export type Column = NumberColumn | TextColumn | MixedColumn;

export interface Table {
  readonly rows: number;
  readonly columns: readonly Column[];
  /** The markers that were read as missing, as they stood in the file ("" for an empty cell), with how often. */
  readonly missingMarkers: Readonly<Record<string, number>>;
  /** What would have been read as missing; a prediction reads its table with the same. */
  readonly missingTokens: readonly string[];
}
