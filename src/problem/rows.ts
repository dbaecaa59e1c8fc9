/** Ways for an adversary to pick the rows it spends its budget on. */
import type { RandomStream } from "../math/random.ts";
import { argsort } from "../math/sort.ts";
import type { CleanSample } from "./adversary.ts";

/** `count` of the n rows, every choice and order equally likely. */
export function randomRows(n: number, count: number, stream: RandomStream): Int32Array {
  return stream.permutation(n).subarray(0, count);
}

/** The `count` rows whose value is largest, the largest first; ties go to the earlier row. */
export function largestRows(values: Float64Array, count: number): Int32Array {
  return argsort(values.map((value) => -value)).subarray(0, count);
}

/** |u·x| for every row, along a random direction u, scaled to mean square 1. */
export function randomDistance({ n, d, x }: CleanSample, stream: RandomStream): Float64Array {
  const u = stream.normals(d);
  const distance = new Float64Array(n);
  let squares = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += u[j] * x[i * d + j];
    distance[i] = Math.abs(sum);
    squares += sum * sum;
  }
  const scale = squares > 0 ? 1 / Math.sqrt(squares / n) : 0;
  return distance.map((value) => scale * value);
}
