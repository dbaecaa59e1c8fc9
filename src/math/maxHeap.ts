/** A binary heap of weighted values, the greatest value on top. */
export class MaxHeap {
  readonly #values: Float64Array;
  readonly #weights: Float64Array;
  #size = 0;

  constructor(capacity: number) {
    this.#values = new Float64Array(capacity);
    this.#weights = new Float64Array(capacity);
  }

  /** The greatest value. */
  get top(): number {
    return this.#values[0];
  }

  push(value: number, weight: number): void {
    let hole = this.#size++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (this.#values[parent] >= value) break;
      this.#move(parent, hole);
      hole = parent;
    }
    this.#put(hole, value, weight);
  }

  /** Takes that much weight off the greatest values; a value left without weight is gone. */
  take(weight: number): void {
    let rest = weight;
    while (rest > 0 && this.#weights[0] <= rest) {
      rest -= this.#weights[0];
      this.#pop();
    }
    this.#weights[0] -= rest;
  }

  #pop(): void {
    const last = --this.#size;
    const value = this.#values[last];
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= last) break;
      if (child + 1 < last && this.#values[child + 1] > this.#values[child]) child++;
      if (this.#values[child] <= value) break;
      this.#move(child, hole);
      hole = child;
    }
    this.#put(hole, value, this.#weights[last]);
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#values[from], this.#weights[from]);
  }

  #put(at: number, value: number, weight: number): void {
    this.#values[at] = value;
    this.#weights[at] = weight;
  }
}
