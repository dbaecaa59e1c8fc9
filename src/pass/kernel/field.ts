import type { Answering } from "../memory/answering.ts";
import { fieldSums } from "../memory/field.ts";
import type { FieldRequest, Threshold } from "../pass.ts";
import { TreeSum } from "../tree.ts";
import { type KernelRows, takeLanes, tileMap } from "./rows.ts";

/** Σ r x, Σ r and the loss of one field: project, map, accumulate, tile by tile. */
export function fieldAnswering({ kernel, d }: KernelRows, { w, offset, curve, threshold }: FieldRequest): Answering {
  const { wasm } = kernel;
  const line = kernel.copy([offset], w);
  const map = tileMap(kernel, curve);
  const lanes = kernel.allocate(2 * (d + 3));
  const { sign, above } = threshold ?? { sign: 1, above: 0 };
  const labels = labelsOf(threshold);
  const tree = new TreeSum(d + 3);
  return {
    block(from, length) {
      wasm.projectTile(from, length, line, kernel.z);
      map(length);
      wasm.fieldTile(from, length, kernel.m, kernel.h, labels, sign, above, lanes);
    },
    endChunk: () => tree.add(takeLanes(kernel, lanes, d + 3)),
    answer: () => fieldSums(tree.total(), d),
  };
}

/** What assembly/field.ts takes labels for. */
function labelsOf(threshold: Threshold | undefined): number {
  if (threshold === undefined) return 0;
  return threshold.orEqual ? 2 : 1;
}
