/** What a fit stands on when it is done, for those who ask how far to trust it. */
import type { Design } from "../data/design.ts";
import type { RandomStream } from "../math/random.ts";
import type { Finished } from "./finish.ts";
import type { LabelUnit } from "./labels.ts";
import type { Trust } from "./model.ts";
import type { Learned } from "./procedure.ts";

export interface Standing {
  /** How often rows are to be drawn again, where they are. */
  readonly bootstrap?: number;
  readonly stream: RandomStream;
  readonly signal?: AbortSignal;
  /** Called with the share of the work that is done. */
  readonly progress?: (done: number) => void;
  /** Without how many folds in turn to fit again, where so. */
  readonly folds?: number;
  /** The rows here as a share of all that the fit stands on: very many are represented by some. */
  readonly share: number;
  /** Rows in the order of the passes over them, labels in the data's unit. */
  readonly design: Design;
  /** The unit that labels were learned in. */
  readonly unit: LabelUnit;
  readonly learned: Learned;
  /** Whether the curve is that of a given link. */
  readonly told: boolean;
  readonly finished: Finished;
  /**
   * Rows that were set aside, the predictor that was made without them, how likely each label is corrupted, and how much
   * it counts.
   */
  readonly held: {
    readonly design: Design;
    readonly predictor: Finished;
    readonly corrupted?: Float64Array;
    readonly counts?: Float64Array;
  };
}

export interface Judgment {
  readonly trust: Trust;
  /** The average slope of the curve in the index, where the rows tell it better than the curve does. */
  readonly slope?: number;
}

/** How far to trust a fit, worked out while its rows are still there. */
export type TrustIn = (standing: Standing) => Promise<Judgment>;
