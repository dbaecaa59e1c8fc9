import { addScaled, dot, unit } from "../../math/vectors.ts";
import { type Part, part } from "../../part.ts";
import type { Geometry } from "../geometry.ts";

/** |w̃| = 1: the direction alone is learned. g ↦ g − (w·g)w, w ↦ w/|w|. */
export const sphere: Part<Geometry> = part(
  {
    name: "sphere",
    about: "Unit weights: the direction alone is learned.",
    reference: "ZarifisWDD2025",
    parameters: {},
  },
  () => ({ name: "sphere", directional: true, project: (w, g) => addScaled(g, -dot(w, g), w), retract: unit }),
);
