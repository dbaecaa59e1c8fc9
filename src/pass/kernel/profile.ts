import type { Answering } from "../memory/answering.ts";
import { profileSums } from "../memory/profile.ts";
import type { ProfileRequest } from "../pass.ts";
import { TreeSum } from "../tree.ts";
import type { KernelRows } from "./rows.ts";

/** Σ1, Σz, Σy, Σy² and, if asked, Σx and Σyx in bins of z. */
export function profileAnswering({ kernel, d }: KernelRows, request: ProfileRequest): Answering {
  const { w, offset, edges, columns } = request;
  const { wasm } = kernel;
  const bins = edges.length + 1;
  const wide = columns ? bins * d : 0;
  const size = 4 * bins + 2 * wide;
  const line = kernel.copy([offset], w);
  const cuts = kernel.copy(edges);
  const sums = kernel.allocate(size);
  const tree = new TreeSum(size);
  return {
    block(from, length) {
      wasm.projectTile(from, length, line, kernel.z);
      wasm.profile(from, length, kernel.z, cuts, edges.length, columns, sums);
    },
    endChunk() {
      const chunk = kernel.numbers(sums, size);
      tree.add(chunk.slice());
      chunk.fill(0);
    },
    answer: () => profileSums(tree.total(), bins, wide),
  };
}
