/**
 * Directions to start from with 0/1 labels: the difference of the classes' means (a Chow vector), the top directions of
 * the difference of their second moments (what two slices tell of CookW1991), and those found elsewhere.
 */
import { symmetricEigen } from "../../math/linear.ts";
import { meanOf } from "../../math/mean.ts";
import { addScaled, dot, scaled, unit } from "../../math/vectors.ts";
import type { Rows } from "../rows.ts";
import { distinct } from "../starts.ts";

const TOP = 1;
/** Starts whose cosine is above this are one. */
const SAME = 0.95;

export async function binaryStarts(rows: Rows, others: readonly Float64Array[]): Promise<Float64Array[]> {
  const { d, y } = rows;
  const mean = meanOf(y);
  const { x: chow, xx } = await rows.moments(y.map((label) => label - mean));
  const { vectors } = symmetricEigen(xx, d);
  const column = (k: number): Float64Array => Float64Array.from({ length: d }, (_, j) => vectors[j * d + k]);
  const outer = Array.from({ length: Math.min(TOP, d) }, (_, k) => [column(d - 1 - k), column(k)]).flat();
  const upward = (w: Float64Array): Float64Array => (dot(w, chow) < 0 ? scaled(w, -1) : w);
  const beside = outer.map((w) => addScaled(unit(chow), dot(w, chow) < 0 ? -1 : 1, w));
  return distinct([...others, chow, ...outer.map(upward), ...beside].map(unit), SAME);
}
