/** What a neuron under shift sees of its rows: an index, a loss a row, and the surrogate field under weights. */

import { norm, unit } from "../math/vectors.ts";
import type { Frame, KnownLink } from "../method/field.ts";
import { BLOCK, curveMap, linkOf } from "../pass/maps.ts";
import { ask, type Curve } from "../pass/pass.ts";

/** Rows in whitened coordinates, and their labels in the order of the pass. */
export interface LabeledRows extends Frame {
  readonly labels: Float64Array;
}

/** σ as it is, seen through no noise. `slope` makes the field the gradient of the square loss. */
export const plainly = (known: KnownLink, form: "matching" | "slope" = "matching"): Curve => ({
  ...known,
  smoothing: 1,
  form,
});

/** β of a link of known scale. */
export const lipschitzOf = ({ link, scale }: KnownLink): number => linkOf(link).lipschitz * scale;

/** z of every row at w̃. */
export function indexAt(w: Float64Array, { pass, whitening }: Frame): Promise<Float64Array> {
  return ask(pass, { kind: "index", ...whitening.line(w) });
}

/** (m(z) − y)² of every row. */
export function rowLosses(z: Float64Array, labels: Float64Array, curve: Curve): Float64Array {
  const map = curveMap(curve);
  const losses = new Float64Array(z.length);
  const [m, h] = [new Float64Array(BLOCK), new Float64Array(BLOCK)];
  for (let from = 0; from < z.length; from += BLOCK) {
    const length = Math.min(BLOCK, z.length - from);
    map(z.subarray(from, from + length), m, h, length);
    for (let i = 0; i < length; i++) losses[from + i] = (m[i] - labels[from + i]) * (m[i] - labels[from + i]);
  }
  return losses;
}

/** Σ p (m(z) − y) h(z) x̃ at w̃. */
export async function weightedField(
  w: Float64Array,
  { pass, whitening, labels }: LabeledRows,
  curve: Curve,
  weights: Float64Array,
): Promise<Float64Array> {
  const { g, residual } = await ask(pass, {
    kind: "field",
    ...whitening.line(w),
    curve,
    working: { y: labels, weights },
  });
  return whitening.field(g, residual);
}

const IDENTITY: KnownLink = { link: { name: "identity", parameters: {} }, scale: 1, shift: 0 };
/** Power iteration stops when an estimate grows by less than this, or after so many steps; it only ever grows. */
const [GROWTH, MOST_POWERS] = [1e-3, 50];

/** The largest eigenvalue of E x̃x̃ᵀ, by power iteration from a fixed start: from below, within a percent or so. */
export async function largestVariance({ pass, whitening }: Frame): Promise<number> {
  const nothing = new Float64Array(pass.rows);
  // Irregular, so that no likely eigenvector is at right angles to it.
  let v = unit(Float64Array.from({ length: whitening.size }, (_, j) => 1 + 0.37 * ((j * 7) % 11)));
  let largest = 0;
  for (let power = 0; power < MOST_POWERS; power++) {
    const request = { kind: "field", ...whitening.line(v), curve: plainly(IDENTITY), working: { y: nothing } } as const;
    const { g, residual, mass } = await ask(pass, request);
    const next = whitening.field(g, residual);
    const estimate = norm(next) / mass;
    if (!(estimate > (1 + GROWTH) * largest)) return Math.max(estimate, largest);
    largest = estimate;
    v = unit(next);
  }
  return largest;
}
