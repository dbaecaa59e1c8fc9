/** What a learner sees of a table: numbers, row-major, nothing centered yet (the pass does that when it packs). */
export interface Design {
  /** n rows. */
  readonly n: number;
  /** d features. */
  readonly d: number;
  /**
   * Row-major rows of d finite numbers in the data's units: n of them, or those that `rows` picks from. They may be
   * the caller's own array, and are never written to.
   */
  readonly x: Float64Array;
  /** Which rows of x the n rows are, so that designs of some rows share one x; all in order where absent. */
  readonly rows?: Int32Array;
  /** n labels, finite; 0 and 1 where the response is binary. */
  readonly y: Float64Array;
  /** The d feature names. */
  readonly names: readonly string[];
  /** n nonnegative row weights with a positive sum. */
  readonly weights?: Float64Array;
  /** frequency: a row of weight 2 is two rows. precision: it is one row known twice as well. */
  readonly weightsKind: "frequency" | "precision";
  /** n group numbers; rows of a group stay on one side of every split. */
  readonly groups?: Int32Array;
  /** n numbers from 0 on of the groups that a fit is to serve alike; every split holds out some rows of each. */
  readonly strata?: Int32Array;
  /** Whether y holds only 0 and 1. */
  readonly binary: boolean;
}

/** The part of a design that is features alone. */
export type DesignRows = Pick<Design, "n" | "d" | "x" | "rows">;

/** Where row i of a design begins in x. */
export const rowStart = ({ d, rows }: DesignRows, i: number): number => (rows === undefined ? i : rows[i]) * d;
