import type { FieldRequest, FieldSums } from "../pass.ts";
import type { Code } from "./encode.ts";
import { encodeCurve } from "./maps.ts";
import { FIELD } from "./opcodes.ts";

/** Σ ω r x, Σ ω r, the loss and the mass. */
export function fieldCode({ w, offset, curve, threshold }: FieldRequest, d: number): Code {
  const label = threshold === undefined ? [0, 0, 0] : [threshold.orEqual ? 2 : 1, threshold.sign, threshold.above];
  return { kind: FIELD, line: { w, offset }, parts: [label, encodeCurve(curve)], sums: d + 3 };
}

export function fieldSums(sums: Float64Array, d: number): FieldSums {
  return { g: sums.slice(0, d), residual: sums[d], loss: sums[d + 1], mass: sums[d + 2] };
}
