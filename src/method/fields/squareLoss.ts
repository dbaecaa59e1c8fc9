import { addScaled } from "../../math/vectors.ts";
import { type Part, part, type Real } from "../../part.ts";
import { type FieldOf, meanField } from "../field.ts";

/**
 * E[(σ(z) − y) σ′(z) x] + ρw = ½∇(L + ρ|w|²), half the gradient of the square loss, regularized if asked
 * (DiakonikolasKTZ2022). A link that only jumps has no such field.
 */
export const squareLoss: Part<FieldOf, { ridge: Real }> = part(
  {
    name: "squareLoss",
    about: "Half the gradient of the square loss: m = σ, h = σ′.",
    reference: "DiakonikolasKTZ2022",
    parameters: { ridge: { symbol: "ρ", initial: 0, range: [0, 1e6], about: "regularization, ½ρ|w|² in the loss" } },
  },
  ({ ridge }) =>
    (known) => ({
      name: "squareLoss",
      async at(w, _phi, frame) {
        const g = await meanField(w, frame, { curve: { ...known, smoothing: 1, form: "slope" } });
        return ridge === 0 ? g : addScaled(g, ridge, w);
      },
    }),
);
