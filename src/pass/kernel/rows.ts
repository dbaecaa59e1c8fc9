import { curveMap } from "../maps.ts";
import type { Curve } from "../pass.ts";
import type { Kernel } from "./kernel.ts";
import { encodeCurve } from "./maps.ts";
import { OWN } from "./opcodes.ts";

/** The rows of a kernel, of which the first n are seen. */
export interface KernelRows {
  readonly kernel: Kernel;
  readonly n: number;
  readonly d: number;
}

/** Fills the kernel's m and h for a tile from its z. A user's own link is a function: it is called here. */
export function tileMap(kernel: Kernel, curve: Curve): (length: number) => void {
  const { wasm } = kernel;
  const encoded = encodeCurve(curve);
  if (encoded[0] !== OWN) {
    const program = kernel.copy(encoded);
    return (length) => wasm.mapTile(length, program, kernel.z, kernel.m, kernel.h);
  }
  const map = curveMap(curve);
  return (length) => {
    const numbers = (at: number): Float64Array => kernel.numbers(at, length);
    map(numbers(kernel.z), numbers(kernel.m), numbers(kernel.h), length);
  };
}

/** Sums of two lanes each; the lanes begin at 0 again. */
export function takeLanes(kernel: Kernel, at: number, count: number): Float64Array {
  const lanes = kernel.numbers(at, 2 * count);
  const sums = new Float64Array(count);
  for (let j = 0; j < count; j++) sums[j] = lanes[2 * j] + lanes[2 * j + 1];
  lanes.fill(0);
  return sums;
}
