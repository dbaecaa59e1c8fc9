/** How a table becomes numbers: text columns one-hot, degenerate columns named and left out, missing cells settled. */

/** One feature of the design and where it comes from. */
export type Feature =
  | { readonly name: string; readonly column: string; readonly kind: "number" }
  /** 1 where the text column has this level; the column's `baseline` level has none. */
  | { readonly name: string; readonly column: string; readonly kind: "level"; readonly level: string };

/** The exact rule from table to design, kept in the model; plain JSON. */
export interface Encoding {
  readonly features: readonly Feature[];
  /** Columns that were used, with their baseline level for text and their training mean (or most frequent level). */
  readonly columns: readonly {
    readonly name: string;
    readonly kind: "number" | "text";
    readonly levels?: readonly string[];
    readonly baseline?: string;
    readonly fill?: number | string;
  }[];
  /** Columns left out, and why. */
  readonly dropped: readonly {
    readonly column: string;
    readonly why: "constant" | "duplicate" | "identifier" | "asked" | "missing";
    readonly of?: string;
  }[];
  readonly target: {
    readonly column: string;
    /** binary: two values, `positive` counts as 1. */
    readonly kind: "real" | "binary";
    readonly positive?: string;
    readonly negative?: string;
  };
  readonly missing: "error" | "drop" | "mean";
  readonly missingTokens: readonly string[];
}

/** How to read a table as a design. */
export interface EncodeOptions {
  /** The column to explain. */
  readonly target?: string;
  /** For a target of two values: the one that counts as 1. */
  readonly positive?: string;
  /** Use these columns only. */
  readonly features?: readonly string[];
  /** Leave these columns out. */
  readonly drop?: readonly string[];
  /** A column of nonnegative row weights; not a feature then. */
  readonly weights?: string;
  readonly weightsKind?: "frequency" | "precision";
  /** What to do about missing cells; default "error". */
  readonly missing?: "error" | "drop" | "mean";
  /** A column whose equal values keep rows on one side of every split; not a feature then. */
  readonly splitBy?: string;
}
