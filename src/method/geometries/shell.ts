import { addScaled, dot, norm, scaled, unit } from "../../math/vectors.ts";
import { type Part, part, type Real } from "../../part.ts";
import type { Geometry } from "../geometry.ts";

/** |w̃| = β, a guess of the norm: g ↦ g − (ŵ·g)ŵ, w ↦ βw/|w|. */
export const shell: Part<Geometry, { radius: Real }> = part(
  {
    name: "shell",
    about: "Weights of one norm, which is guessed.",
    reference: "ZarifisWDD2024",
    parameters: { radius: { symbol: "β", initial: 1, range: [1e-9, 1e9], about: "the norm" } },
  },
  ({ radius }) => ({
    name: "shell",
    project(w, g) {
      const direction = unit(w);
      return addScaled(g, -dot(direction, g), direction);
    },
    retract: (w) => (norm(w) === 0 ? w : scaled(unit(w), radius)),
  }),
);
