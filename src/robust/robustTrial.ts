/** What the portfolio works on. */
import type { RandomStream } from "../math/random.ts";
import type { CurveRule } from "./mixture.ts";
import type { Rows } from "./rows.ts";

/** Rows to learn from: all training rows, some of them for starts, and rows held out to judge by. */
export interface RobustTrial {
  readonly train: Rows;
  readonly small: Rows;
  readonly heldOut: Rows;
  readonly stream: RandomStream;
  /** Directions found elsewhere. */
  readonly candidates: readonly Float64Array[];
  readonly curve: CurveRule;
  /** The share of corrupted labels, where it is told. */
  readonly share?: number;
  readonly progress?: (done: number) => void;
}
