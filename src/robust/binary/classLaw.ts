/**
 * What makes 0/1 labels wrong, and by Bayes' rule how likely each is. Some are flipped, wherever they are:
 *
 *     P(y = 1) = a + (1 − a − b) σ(z),      so that a 1 was flipped with a(1 − σ)/P, a 0 with bσ/(1 − P);
 *
 * or a gate takes some over along another direction: P(y = 1) = (1 − π(q)) σ(z) + π(q) g(q).
 */
import { exp } from "../../math/elementary.ts";
import type { Rows } from "../rows.ts";

export type ClassLaw =
  /** a and b. */
  | { readonly story: "flips"; readonly floor: number; readonly ceiling: number }
  /** π = σ(γ₀ + γ₁q + γ₂q²), g = σ(β₀ + β₁q). */
  | { readonly story: "gate"; readonly share: readonly number[]; readonly own: readonly number[] };

export const sigmoid = (t: number): number => 1 / (1 + exp(-Math.min(Math.max(t, -30), 30)));

/** A law, and the directions of its indices z and q. */
export interface WrongClasses {
  readonly law: ClassLaw;
  /** Not of length 1: its length is the slope. */
  readonly w: Float64Array;
  readonly offset: number;
  /** Of a gate. */
  readonly v?: Float64Array;
}

/** How likely each row's label is wrong. */
export async function wrongIn(rows: Rows, { law, w, offset, v }: WrongClasses): Promise<Float64Array> {
  const z = (await rows.index(w)).map((at) => at + offset);
  return wrongClasses(law, z, v ? await rows.index(v) : z, rows.y);
}

/** @param z, q by row; z with its offset. @returns how likely each label is wrong */
export function wrongClasses(law: ClassLaw, z: Float64Array, q: Float64Array, y: Float64Array): Float64Array {
  return y.map((label, i) => {
    const right = sigmoid(z[i]);
    if (law.story === "flips") {
      const { floor, ceiling } = law;
      const p = floor + (1 - floor - ceiling) * right;
      return label > 0.5 ? (floor * (1 - right)) / p : (ceiling * right) / (1 - p);
    }
    const [g0, g1, g2] = law.share;
    const [b0, b1] = law.own;
    const share = sigmoid(g0 + (g1 + g2 * q[i]) * q[i]);
    const own = sigmoid(b0 + b1 * q[i]);
    const [taken, left] = label > 0.5 ? [own, right] : [1 - own, 1 - right];
    return (share * taken) / (share * taken + (1 - share) * left + Number.MIN_VALUE);
  });
}
