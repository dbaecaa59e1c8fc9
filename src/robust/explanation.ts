/** What explains the labels of rows: a direction, how likely it makes each label, and how to settle it on other rows. */
import type { CauseLaw } from "./causeLaw.ts";
import type { Labels } from "./labels.ts";
import type { Mixture } from "./mixture.ts";
import type { Rows } from "./rows.ts";

export interface Explanation {
  /** What it is called. */
  readonly kind: string;
  readonly w: Float64Array;
  /** The log-likelihood of each held-out row, and their mean. */
  readonly scores: Float64Array;
  readonly score: number;
  settle(rows: Rows): Promise<Settled>;
}

/** An explanation of the rows it was settled on. */
export interface Settled {
  readonly w: Float64Array;
  /** How likely each row's label is corrupted, and how much it counts for the curve; absent where all labels are trusted. */
  readonly trust?: { readonly corrupted: Float64Array; readonly counts: Float64Array };
  /** The mixture by which they are told from others, the labels it saw, and what else decides. */
  readonly law?: { readonly mixture: Mixture; readonly labels: Labels; readonly cause?: CauseLaw };
  /** How much other rows count, by their labels. */
  countsOf?(others: Rows): Promise<Float64Array>;
}
