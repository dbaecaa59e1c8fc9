/** Columns that grow a chunk at a time. */

/** A chunk of one column as a database hands it over; null is a missing cell. */
export interface Chunk<T> {
  getItem(row: number): T | null;
}

/** Takes the chunks of one column. */
export interface Cells<T> {
  /** Appends `length` cells to the `start` cells there are. */
  add(chunk: Chunk<T>, start: number, length: number): void;
  /** Gives back the room that was kept for more. */
  trim(rows: number): void;
}

/** Numbers; NaN where missing. */
export class Numbers implements Cells<number> {
  values: Float64Array = new Float64Array(0);
  /** How many cells are missing, and how many are numbers (NaN is neither). */
  nulls = 0;
  count = 0;

  add(chunk: Chunk<number>, start: number, length: number): void {
    if (this.values.length < start + length) {
      const grown = new Float64Array(Math.max(start + length, 2 * start));
      grown.set(this.values);
      this.values = grown;
    }
    for (let i = 0; i < length; i++) {
      const value = chunk.getItem(i);
      if (value === null) this.nulls++;
      else if (!Number.isNaN(value)) this.count++;
      this.values[start + i] = value ?? Number.NaN;
    }
  }

  trim(rows: number): void {
    if (this.values.length !== rows) this.values = this.values.slice(0, rows);
  }
}

/** Text, as codes into the distinct cells; −1 where missing. */
export class Texts implements Cells<string> {
  codes: Int32Array = new Int32Array(0);
  nulls = 0;
  readonly #codeOf = new Map<string, number>();

  get levels(): string[] {
    return [...this.#codeOf.keys()];
  }

  add(chunk: Chunk<string>, start: number, length: number): void {
    if (this.codes.length < start + length) {
      const grown = new Int32Array(Math.max(start + length, 2 * start));
      grown.set(this.codes);
      this.codes = grown;
    }
    for (let i = 0; i < length; i++) this.codes[start + i] = this.#code(chunk.getItem(i));
  }

  #code(cell: string | null): number {
    if (cell === null) {
      this.nulls++;
      return -1;
    }
    let code = this.#codeOf.get(cell);
    if (code === undefined) {
      code = this.#codeOf.size;
      this.#codeOf.set(cell, code);
    }
    return code;
  }

  trim(rows: number): void {
    if (this.codes.length !== rows) this.codes = this.codes.slice(0, rows);
  }
}
