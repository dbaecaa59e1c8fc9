/** What a learner is given, and what it gives back. */
import type { RandomStream } from "../math/random.ts";
import type { Pass } from "../pass/pass.ts";
import type { Bench, Candidate, Knowledge, Verdict } from "./judge.ts";
import type { StopReason } from "./result.ts";
import type { Whitening } from "./whiten.ts";

/** With more rows directions are found on so many of them, and come to the others all but there. */
export const manyRows = (features: number): number => Math.max(30_000, 1000 * features);

/** Whether rows are so many that directions are polished over them as they were found, without a path to lead there. */
export const areClose = ({ rows, features }: Pass): boolean => rows > manyRows(features) / 2;

/** The rows and coordinates a learner works with. */
export interface Trial {
  /** Training rows. */
  readonly train: Pass;
  /** A subsample of them, for starts. */
  readonly small: Pass;
  /** Training and held-out rows for judging, subsampled when there are very many. */
  readonly bench: Bench;
  readonly whitening: Whitening;
  /** Labels of the subsample, ascending. */
  readonly sortedLabels: Float64Array;
  readonly stream: RandomStream;
  readonly knowledge: Knowledge;
  readonly signal?: AbortSignal;
  /** Called with the share of the work that is done. */
  readonly progress?: (done: number) => void;
}

/** What a learner found. */
export interface Found extends Candidate, Verdict {
  /** Whether it is to be polished (`polish.ts`) when it is carried to other rows. */
  readonly polished?: boolean;
  /** Which step of which path along which route it was, where paths are told by their steps. */
  readonly step?: number;
  readonly path?: number;
  readonly route?: number;
  /** The held-out loss along the path it was found on. */
  readonly losses: readonly number[];
  /** How that path ended. */
  readonly stop: StopReason;
  /** How every path ended that was tried for it, that one among them. */
  readonly stops: readonly StopReason[];
}
