/** What explains the labels of rows: a direction, how likely it makes each label, and how to settle it on other rows. */
import type { WrongClasses } from "./binary/classLaw.ts";
import type { CauseLaw } from "./causeLaw.ts";
import type { Labels } from "./labels.ts";
import type { Mixture } from "./mixture.ts";
import type { Rows } from "./rows.ts";
import type { ShareInterval } from "./shareInterval.ts";

export interface Explanation {
  /** What it is called. */
  readonly kind: string;
  readonly w: Float64Array;
  /** The log-likelihood of each held-out row, and their mean. */
  readonly scores: Float64Array;
  readonly score: number;
  settle(rows: Rows): Promise<Settled>;
}

/** How far each row's label is trusted. */
export interface RowTrust {
  /** How likely it is corrupted. */
  readonly corrupted: Float64Array;
  /** How much it counts for the curve: it pulls by ψ(r) = counts · r, r its residual. */
  readonly counts: Float64Array;
  /** ψ′(r): pulls fall off where a residual makes a label less likely clean. */
  readonly bends?: Float64Array;
  /** How far the same labels would be trusted at other residuals. */
  at?(residuals: Float64Array): RowTrust;
}

/** An explanation of the rows it was settled on. */
export interface Settled {
  readonly w: Float64Array;
  /** Absent where all labels are trusted. */
  readonly trust?: RowTrust;
  /** Of labels 0 and 1: which are wrong. */
  readonly classes?: WrongClasses;
  /** The mixture by which they are told from others, the labels it saw, and what else decides. */
  readonly law?: {
    readonly mixture: Mixture;
    readonly labels: Labels;
    readonly cause?: CauseLaw;
    /** That of the corrupted labels. */
    readonly share: ShareInterval;
  };
  /** How far other rows are trusted, by their labels. */
  trustOf?(others: Rows): Promise<RowTrust>;
  /** Settles it on other rows, going on from where it stands. */
  again?(rows: Rows): Promise<Settled>;
}
