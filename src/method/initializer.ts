/** Where iterations start: unit vectors in whitened coordinates, found by a few sweeps. */
import type { RandomStream } from "../math/random.ts";
import type { Frame } from "./field.ts";

export interface StartContext extends Frame {
  /** The labels of the frame's rows in ascending order, for their quantiles. */
  readonly sortedLabels: Float64Array;
  readonly stream: RandomStream;
}

export interface Initializer {
  readonly name: string;
  starts(context: StartContext): Promise<Float64Array[]>;
}

/** The q-quantile of ascending values, linear between order statistics. */
export function quantile(sorted: Float64Array, q: number): number {
  const position = q * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}
