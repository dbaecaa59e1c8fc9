/** What the portfolio finds, and who is better. */
import type { Mixture } from "./mixture.ts";
import type { NoiseLaw } from "./noiseLaw.ts";
import type { SecondCause } from "./secondCause.ts";
import { distinct } from "./starts.ts";

/** A direction and how likely it makes a held-out row, on average. */
export interface Scored {
  readonly w: Float64Array;
  readonly score: number;
}

/** A direction, the mixture it explains the training rows by, and how likely that makes each held-out row. */
export interface Finding extends Scored {
  readonly law: NoiseLaw;
  readonly mixture: Mixture;
  readonly scores: Float64Array;
  /** What a second direction decides, where the held-out rows say that one does. */
  readonly cause?: SecondCause;
}

export const better = <S extends Scored>(a: S, b: S): S => (b.score > a.score ? b : a);
export const byScore = (a: Scored, b: Scored): number => b.score - a.score;

/** The best first, none within a cosine of one before. */
export const bestDistinct = (all: readonly Scored[], cosine: number): Float64Array[] =>
  distinct(
    [...all].sort(byScore).map(({ w }) => w),
    cosine,
  );
