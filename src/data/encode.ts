/** How a table becomes numbers: text columns one-hot, degenerate columns named and left out, missing cells settled. */

/** One feature of the design and where it comes from. */
export type Feature =
  | { readonly name: string; readonly column: string; readonly kind: "number" }
  /** 1 where the text column has this level; the column's `baseline` level has none. */
  | { readonly name: string; readonly column: string; readonly kind: "level"; readonly level: string }
  /** 1 where the text column has none of its listed levels; only for columns with very many. */
  | { readonly name: string; readonly column: string; readonly kind: "other" };

/** A column that is used. `fill` stands for a missing cell: the training mean, or the most frequent level. */
export type EncodedColumn =
  | { readonly name: string; readonly kind: "number"; readonly fill?: number }
  | {
      readonly name: string;
      readonly kind: "text";
      /** The levels known apart, baseline included, in alphabetical order. */
      readonly levels: readonly string[];
      readonly baseline: string;
      /** Whether all other levels share one feature; else another level is an unseen one. */
      readonly others: boolean;
      readonly fill?: string;
    };

/** Why a column is no feature. */
export type Degeneracy = "constant" | "duplicate" | "identifier" | "missing";

export interface DroppedColumn {
  readonly column: string;
  readonly why: Degeneracy | "asked";
  /** The column that a duplicate repeats. */
  readonly of?: string;
}

/** What the label is; `positive` counts as 1. */
export type TargetEncoding =
  | { readonly column: string; readonly kind: "real" }
  | { readonly column: string; readonly kind: "binary"; readonly positive: string; readonly negative: string };

/** What to do about missing cells: refuse them, leave their rows out, or fill them. */
export type MissingPolicy = "error" | "drop" | "mean";

/** The exact rule from table to design, kept in the model; plain JSON. */
export interface Encoding {
  /** In the order of `columns`; of a text column, in the order of its levels, the baseline skipped, others last. */
  readonly features: readonly Feature[];
  readonly columns: readonly EncodedColumn[];
  readonly dropped: readonly DroppedColumn[];
  readonly target: TargetEncoding;
  readonly missing: MissingPolicy;
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
  /** Default "error". */
  readonly missing?: MissingPolicy;
  /** A column whose equal values keep rows on one side of every split; not a feature then. */
  readonly splitBy?: string;
  /** A column whose equal values are the groups that a fit is to serve alike; not a feature then. */
  readonly group?: string;
}
