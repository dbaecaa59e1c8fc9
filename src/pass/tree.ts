/**
 * Sums of chunks in a fixed binary tree: the same bits however many threads made the chunks, and an error that grows
 * with the logarithm of their number. Chunk k joins its neighbor as a carry does in a binary counter.
 */

/** Rows of a chunk; within it rows are summed in order. */
export const CHUNK = 4096;

export class TreeSum {
  readonly #size: number;
  /** #levels[l] holds the sum of 2^l chunks, or nothing. */
  readonly #levels: (Float64Array | undefined)[] = [];

  constructor(size: number) {
    this.#size = size;
  }

  /**
   * Takes over the sum of the next chunk, or of the next 2^level chunks, as many of which came before as a multiple of
   * that; it must not be changed afterwards.
   */
  add(node: Float64Array, at = 0): void {
    let sum = node;
    let level = at;
    for (let left = this.#levels[level]; left !== undefined; left = this.#levels[++level]) {
      sum = plus(left, sum);
      this.#levels[level] = undefined;
    }
    this.#levels[level] = sum;
  }

  /** The sum of all chunks, the incomplete subtrees joined from the smallest up. */
  total(): Float64Array {
    const rest = this.#levels.filter((level) => level !== undefined);
    return (
      rest.reduce<Float64Array | undefined>((sum, left) => (sum === undefined ? left : plus(left, sum)), undefined) ??
      new Float64Array(this.#size)
    );
  }
}

/** Adds `right` into `left`, which nobody else holds. */
function plus(left: Float64Array, right: Float64Array): Float64Array {
  for (let i = 0; i < left.length; i++) left[i] += right[i];
  return left;
}
