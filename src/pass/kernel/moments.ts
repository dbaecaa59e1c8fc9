import { BLOCK } from "../maps.ts";
import type { Answering } from "../memory/answering.ts";
import { momentsSums, weigher } from "../memory/moments.ts";
import type { MomentsRequest } from "../pass.ts";
import { TreeSum } from "../tree.ts";
import { type KernelRows, takeLanes } from "./rows.ts";

/** Σ v, Σ v x and Σ v x xᵀ with v = ω h(z)², or v = ω where nothing weighs; of the last the diagonal alone on request. */
export function momentsAnswering(rows: KernelRows, { weighing, diagonal = false }: MomentsRequest): Answering {
  const { kernel, d, omega } = rows;
  const { wasm } = kernel;
  const weigh = weigher(rows, weighing);
  const v = new Float64Array(BLOCK);
  const size = d + (diagonal ? d : d * d);
  const lanes = kernel.allocate(2 * size);
  const tree = new TreeSum(1 + size);
  let mass = 0;
  return {
    block(from, length) {
      weigh(from, length, v);
      for (let i = 0; i < length; i++) {
        v[i] *= omega[from + i];
        mass += v[i];
      }
      const tile = kernel.r;
      tile.numbers.set(v);
      tile.numbers.fill(0, length);
      wasm.momentsTile(from, length, tile.at, diagonal, kernel.column, lanes);
    },
    endChunk() {
      const chunk = new Float64Array(1 + size);
      chunk[0] = mass;
      takeLanes(kernel.numbers(lanes, 2 * size), chunk, 1);
      tree.add(chunk);
      mass = 0;
    },
    answer: () => momentsSums(tree.total(), d, diagonal),
  };
}
