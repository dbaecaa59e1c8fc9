import { norm, scaled, unit } from "../../math/vectors.ts";
import { type Part, part } from "../../part.ts";
import type { Threshold } from "../../pass/pass.ts";
import type { Frame } from "../field.ts";
import type { Initializer } from "../initializer.ts";

/** The Chow vector E[(y − ȳ)x̃]: after whitening, the direction of ordinary least squares. */
export const chow: Part<Initializer> = part(
  {
    name: "chow",
    about: "The labels' first moments; after whitening, the direction of least squares.",
    reference: "ODonnellS2011",
    parameters: {},
  },
  () => ({
    name: "chow",
    async starts(frame) {
      const { chow: vector } = await labelMoments(frame);
      return norm(vector) > 0 ? [unit(vector)] : [];
    },
  }),
);

/** E[y] and E[y x̃] of the labels, or of 1{±y > t}; columns are centered, so the mean makes no difference to the latter. */
export async function labelMoments(
  { pass, whitening }: Frame,
  threshold?: Threshold,
): Promise<{ readonly mean: number; readonly chow: Float64Array }> {
  const { w } = whitening.line(new Float64Array(whitening.size));
  // m = 0 and h = −1 make r the label itself.
  const curve = { knots: new Float64Array(0), m: new Float64Array(1), h: new Float64Array(1).fill(-1) };
  const [{ g, residual, mass }] = await pass.sweep([
    { kind: "field", w, offset: 0, curve, ...(threshold && { threshold }) },
  ]);
  return { mean: residual / mass, chow: scaled(whitening.field(g, residual), 1 / mass) };
}
