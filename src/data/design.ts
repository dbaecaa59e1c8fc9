/** What a learner sees of a table: numbers, row-major, nothing centered yet (the pass does that when it packs). */
export interface Design {
  /** n rows. */
  readonly n: number;
  /** d features. */
  readonly d: number;
  /** n×d, row-major, finite, in the data's units. */
  readonly x: Float64Array;
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
  /** Whether y holds only 0 and 1. */
  readonly binary: boolean;
}
