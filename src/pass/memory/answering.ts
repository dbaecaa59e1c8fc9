/** What the memory backend asks of the code that answers one kind of request. */

/** Rows packed in memory. */
export interface Rows {
  readonly n: number;
  readonly d: number;
  /** n×d row-major, packed units. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** n row weights. */
  readonly omega: Float64Array;
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
