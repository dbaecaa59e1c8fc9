import type { ProfileRequest, ProfileSums } from "../pass.ts";
import type { Code } from "./encode.ts";
import { PROFILE } from "./opcodes.ts";

/** Bin by bin Σω, Σωz, Σωy, Σωy² and, where columns are wanted, Σωx and Σωyx. */
export function profileCode({ w, offset, edges, columns }: ProfileRequest, d: number): Code {
  const sums = (edges.length + 1) * (4 + (columns ? 2 * d : 0));
  return { kind: PROFILE, line: { w, offset }, parts: [[Number(columns), edges.length], edges], sums };
}

export function profileSums(sums: Float64Array, { edges, columns }: ProfileRequest, d: number): ProfileSums {
  const bins = edges.length + 1;
  const wide = columns ? d : 0;
  /** The `width` sums of every bin that stand at a place of it. */
  const sumsAt = (place: number, width: number): Float64Array => {
    const out = new Float64Array(bins * width);
    for (let bin = 0, to = 0, from = place; bin < bins; bin++, from += 4 + 2 * wide - width) {
      for (const end = to + width; to < end; ) out[to++] = sums[from++];
    }
    return out;
  };
  return {
    mass: sumsAt(0, 1),
    z: sumsAt(1, 1),
    y: sumsAt(2, 1),
    yy: sumsAt(3, 1),
    x: sumsAt(4, wide),
    yx: sumsAt(4 + wide, wide),
  };
}
