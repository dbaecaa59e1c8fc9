/**
 * A field g(w) = E[(m(z) − y)·h(z)·x], z = w·x: what learners move along, w ← w − η g. It need not be the gradient
 * of anything. The parts in `fields/` say which m and h; the pass does the sums.
 */
import type { FieldRequest, Pass } from "../pass/pass.ts";
import type { Line } from "./whiten.ts";

/** A field at one point, as means over rows, packed units. */
export interface Signal {
  /** E[r x], d entries. */
  readonly g: Float64Array;
  /** E[r], the field along the offset. */
  readonly residual: number;
  /** E[(m(z) − y)²], for the m this field used. */
  readonly loss: number;
}

export interface Field {
  readonly name: string;
  /** The field at a line, seen with angle guess φ, by one sweep over the rows. */
  at(line: Line, phi: number, pass: Pass): Promise<Signal>;
}

/** The field a request describes, as means. */
export async function signalOf(pass: Pass, request: Omit<FieldRequest, "kind">): Promise<Signal> {
  const [sums] = await pass.sweep([{ kind: "field", ...request }]);
  return {
    g: sums.g.map((sum) => sum / sums.mass),
    residual: sums.residual / sums.mass,
    loss: sums.loss / sums.mass,
  };
}
