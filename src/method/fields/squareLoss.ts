import { type Part, part } from "../../part.ts";
import { type FieldOf, meanField } from "../field.ts";

/** E[(σ(z) − y) σ′(z) x] = ½∇L, half the gradient of the square loss. A link that only jumps has no such field. */
export const squareLoss: Part<FieldOf> = part(
  {
    name: "squareLoss",
    about: "Half the gradient of the square loss: m = σ, h = σ′.",
    reference: "DiakonikolasKTZ2022",
    parameters: {},
  },
  () => (known) => ({
    name: "squareLoss",
    at: (w, _phi, frame) => meanField(w, frame, { curve: { ...known, smoothing: 1, form: "slope" } }),
  }),
);
