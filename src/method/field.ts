/**
 * A field g(w) = E[(m(z) − y)·h(z)·x], z = w·x: what learners move along, w ← w − η g. It need not be the gradient
 * of anything. The parts in `fields/` say which m and h; the pass does the sums, by one sweep a step.
 */
import type { FieldRequest, LinkReference, Pass } from "../pass/pass.ts";
import type { Whitening } from "./whiten.ts";

/** Where a field is seen: the rows, and the coordinates. */
export interface Frame {
  readonly pass: Pass;
  readonly whitening: Whitening;
  /** Some of the rows, drawn at random, where they tell all but the field itself. */
  readonly some?: Pass;
}

export interface Field {
  readonly name: string;
  /** g at w̃ with angle guess φ, both w̃ and g in whitened coordinates. */
  at(w: Float64Array, phi: number, frame: Frame): Promise<Float64Array>;
}

/** A link that is known up to the scale and shift of its index: y ≈ σ(scale·z + shift). */
export interface KnownLink {
  readonly link: LinkReference;
  readonly scale: number;
  readonly shift: number;
}

/** What fields of unknown links are told, and take no notice of. */
export const NO_LINK: KnownLink = { link: { name: "identity", parameters: {} }, scale: 1, shift: 0 };

/** A field once it is told the link; fields of unknown links take no notice of it. */
export type FieldOf = (known: KnownLink) => Field;

/** The field that a request describes, as a mean over rows, whitened. */
export async function meanField(
  w: Float64Array,
  { pass, whitening }: Frame,
  request: Pick<FieldRequest, "curve" | "threshold">,
): Promise<Float64Array> {
  const [{ g, residual, mass }] = await pass.sweep([{ kind: "field", ...whitening.line(w), ...request }]);
  return whitening.field(
    g.map((sum) => sum / mass),
    residual / mass,
  );
}
