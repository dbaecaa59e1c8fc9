import { norm, scaled, unit } from "../../math/vectors.ts";
import { type Part, part } from "../../part.ts";
import type { Threshold } from "../../pass/pass.ts";
import { type Frame, meanField } from "../field.ts";
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
      const vector = await chowVector(frame);
      return norm(vector) > 0 ? [unit(vector)] : [];
    },
  }),
);

/** E[y x̃], or E[1{±y > t} x̃]; columns are centered, so the labels' mean makes no difference. */
export async function chowVector(frame: Frame, threshold?: Threshold): Promise<Float64Array> {
  const zero = { knots: new Float64Array(0), m: new Float64Array(1), h: new Float64Array(1).fill(1) };
  const origin = new Float64Array(frame.whitening.size);
  const field = await meanField(origin, frame, threshold === undefined ? { curve: zero } : { curve: zero, threshold });
  return scaled(field, -1);
}
