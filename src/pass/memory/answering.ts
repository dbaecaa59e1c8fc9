/** What a backend in this process asks of the code that answers one kind of request. */

/** Rows packed in memory, and the two things that a field does with them. */
export interface Rows {
  readonly n: number;
  readonly d: number;
  readonly y: Float64Array;
  /** n row weights. */
  readonly omega: Float64Array;
  projector(w: Float64Array, offset: number): Projector;
  accumulator(): Accumulator;
}

/** z = x·w + offset for the rows `from … from + length`; `from` is the first of a block. */
export type Projector = (from: number, length: number, z: Float64Array) => void;

/** Σ r x over the blocks of a chunk. */
export interface Accumulator {
  add(from: number, length: number, r: Float64Array): void;
  /** The d sums of the chunk so far, into the first entries of `sums`; the next chunk begins at 0. */
  take(sums: Float64Array): void;
}

/** The answer to one request in the making: blocks of at most `BLOCK` rows in order, then chunk by chunk a sum. */
export interface Answering {
  /** Adds the rows `from … from + length` to the chunk at hand. */
  block(from: number, length: number): void;
  /** Ends a chunk. */
  endChunk(): void;
  /** The answer, once all rows were seen. */
  answer(): unknown;
}
