/** Where iterations start: unit vectors in whitened coordinates, found by a few sweeps. */

import type { RandomStream } from "../math/random.ts";
import { dot, norm } from "../math/vectors.ts";
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

/** Starts closer than this are one. */
const SAME = 0.985;

/** Starts that are none, or all but another one, left out. */
export function distinct(starts: readonly Float64Array[]): Float64Array[] {
  const kept: Float64Array[] = [];
  for (const start of starts) if (norm(start) > 0 && kept.every((other) => dot(start, other) < SAME)) kept.push(start);
  return kept;
}

/** The q-quantile of ascending values, linear between order statistics. */
export function quantile(sorted: Float64Array, q: number): number {
  const position = q * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}
