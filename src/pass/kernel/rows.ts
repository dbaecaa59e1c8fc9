import type { Rows } from "../memory/answering.ts";
import type { Kernel } from "./kernel.ts";

/** The rows of a kernel, of which the first n are seen. */
export interface KernelRows extends Rows {
  readonly kernel: Kernel;
}

export function kernelRows(kernel: Kernel, n: number, d: number, y: Float64Array, omega: Float64Array): KernelRows {
  const { wasm } = kernel;
  return {
    n,
    d,
    y,
    omega,
    kernel,
    projector(w, offset) {
      const line = kernel.copy([offset], w);
      return (from, length, z) => {
        const tile = kernel.z;
        wasm.projectTile(from, length, line, tile.at);
        z.set(tile.numbers);
      };
    },
    accumulator() {
      const lanes = kernel.allocate(2 * d);
      return {
        add(from, length, r) {
          const tile = kernel.r;
          tile.numbers.set(r);
          // Rows of the last block that are not seen.
          tile.numbers.fill(0, length);
          wasm.accumulateTile(from, length, tile.at, lanes);
        },
        take: (sums) => takeLanes(kernel.numbers(lanes, 2 * d), sums, 0),
      };
    },
  };
}

/** Sums of two lanes each, to `sums` from `at` on; the lanes begin at 0 again. */
export function takeLanes(lanes: Float64Array, sums: Float64Array, at: number): void {
  for (let j = 0; j < lanes.length; j += 2) sums[at++] = lanes[j] + lanes[j + 1];
  lanes.fill(0);
}
