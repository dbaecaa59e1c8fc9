/**
 * Directions to start from with 0/1 labels: the difference of the classes' means (a Chow vector), both ends of the spectrum
 * of the difference of their second moments (what two slices tell of CookW1991), and those found elsewhere.
 */
import { endsOfSpectrum } from "../../math/lanczos.ts";
import { meanOf } from "../../math/mean.ts";
import { addScaled, dot, scaled, unit } from "../../math/vectors.ts";
import type { Rows } from "../rows.ts";
import { distinct } from "../starts.ts";

/** Starts whose cosine is above this are one. */
const SAME = 0.95;

export async function binaryStarts(rows: Rows, others: readonly Float64Array[]): Promise<Float64Array[]> {
  const { d, y } = rows;
  const mean = meanOf(y);
  const above = y.map((label) => label - mean);
  const chow = await rows.sum(above);
  const { vectors } = await endsOfSpectrum((v) => rows.momentsTimes(above, v), d);
  const outer = [vectors[vectors.length - 1], vectors[0]];
  const upward = (w: Float64Array): Float64Array => (dot(w, chow) < 0 ? scaled(w, -1) : w);
  const beside = outer.map((w) => addScaled(unit(chow), dot(w, chow) < 0 ? -1 : 1, w));
  return distinct([...others, chow, ...outer.map(upward), ...beside].map(unit), SAME);
}
