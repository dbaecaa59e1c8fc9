import type { MomentsRequest, MomentsSums } from "../pass.ts";
import type { Code } from "./encode.ts";
import { encodeCurve } from "./maps.ts";
import { MOMENTS } from "./opcodes.ts";

/** Σ v, Σ v x, and the diagonal of Σ v x xᵀ or its upper triangle row by row. */
export function momentsCode({ weighing, diagonal = false }: MomentsRequest, d: number): Code {
  const sums = 1 + d + (diagonal ? d : (d * (d + 1)) / 2);
  const curve = weighing === undefined ? [] : encodeCurve(weighing.curve);
  return { kind: MOMENTS, ...(weighing && { line: weighing }), parts: [[Number(diagonal)], curve], sums };
}

export function momentsSums(sums: Float64Array, { diagonal = false }: MomentsRequest, d: number): MomentsSums {
  const xx = sums.subarray(1 + d);
  return { mass: sums[0], x: sums.slice(1, 1 + d), xx: diagonal ? xx.slice() : square(xx, d) };
}

/** Both triangles of a symmetric matrix from the rows of its upper one. */
function square(triangle: Float64Array, d: number): Float64Array {
  const out = new Float64Array(d * d);
  let at = 0;
  for (let j = 0; j < d; j++) {
    for (let k = j; k < d; k++) {
      out[j * d + k] = triangle[at];
      out[k * d + j] = triangle[at++];
    }
  }
  return out;
}
