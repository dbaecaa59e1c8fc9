import type { ProfileRequest, ProfileSums } from "../pass.ts";
import type { Code } from "./encode.ts";

/** Bin by bin Σω, Σωz, Σωy, Σωy² and, where columns are wanted, Σωx and Σωyx. */
export function profileCode({ w, offset, edges, columns }: ProfileRequest, d: number): Code {
  const sums = (edges.length + 1) * (4 + (columns ? 2 * d : 0));
  return { kind: 1, line: { w, offset }, numbers: [Number(columns), edges.length, ...edges], sums };
}

export function profileSums(sums: Float64Array, { edges, columns }: ProfileRequest, d: number): ProfileSums {
  const bins = edges.length + 1;
  const wide = columns ? d : 0;
  const size = 4 + 2 * wide;
  const scalars = (place: number) => Float64Array.from({ length: bins }, (_, bin) => sums[bin * size + place]);
  const rows = (place: number) => {
    const out = new Float64Array(bins * wide);
    for (let bin = 0; bin < bins; bin++) {
      const from = bin * size + place;
      out.set(sums.subarray(from, from + wide), bin * wide);
    }
    return out;
  };
  return { mass: scalars(0), z: scalars(1), y: scalars(2), yy: scalars(3), x: rows(4), yx: rows(4 + wide) };
}
