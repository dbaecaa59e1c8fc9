import type { Answering } from "../memory/answering.ts";
import { momentsSums } from "../memory/moments.ts";
import type { MomentsRequest } from "../pass.ts";
import { TreeSum } from "../tree.ts";
import { type KernelRows, takeLanes, tileMap } from "./rows.ts";

/** Σ v, Σ v x and Σ v x xᵀ with v = ω h(z)², or v = ω where nothing weighs; of the last the diagonal alone on request. */
export function momentsAnswering({ kernel, d }: KernelRows, { weighing, diagonal = false }: MomentsRequest): Answering {
  const { wasm } = kernel;
  const line = weighing && kernel.copy([weighing.offset], weighing.w);
  const map = weighing && tileMap(kernel, weighing.curve);
  const size = 1 + d + (diagonal ? d : d * d);
  const lanes = kernel.allocate(2 * size);
  const tree = new TreeSum(size);
  return {
    block(from, length) {
      if (line !== undefined) wasm.projectTile(from, length, line, kernel.z);
      map?.(length);
      wasm.momentsTile(from, length, kernel.h, map === undefined, diagonal, kernel.column, lanes);
    },
    endChunk: () => tree.add(takeLanes(kernel, lanes, size)),
    answer: () => momentsSums(tree.total(), d, diagonal),
  };
}
