import { accumulate } from "./accumulate.ts";
import type { Rows } from "./answering.ts";
import { project } from "./project.ts";

/** Rows one after another, as TypeScript reads them. */
export interface RowMajor extends Rows {
  /** n×d row-major, packed units. */
  readonly x: Float64Array;
}

export function rowMajor(n: number, d: number, x: Float64Array, y: Float64Array, omega: Float64Array): RowMajor {
  return {
    n,
    d,
    x,
    y,
    omega,
    projector: (w, offset) => (from, length, z) => project(x, d, w, offset, from, length, z),
    accumulator() {
      const sum = new Float64Array(d);
      return {
        add: (from, length, r) => accumulate(x, d, r, from, length, sum),
        take(sums) {
          sums.set(sum);
          sum.fill(0);
        },
      };
    },
  };
}
