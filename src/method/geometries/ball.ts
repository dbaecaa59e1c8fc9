import { norm, scaled } from "../../math/vectors.ts";
import { type Part, part, type Real } from "../../part.ts";
import type { Geometry } from "../geometry.ts";

/** |w̃| ≤ W: w ↦ w·min(1, W/|w|). */
export const ball: Part<Geometry, { radius: Real }> = part(
  {
    name: "ball",
    about: "Weights of bounded norm.",
    reference: "WangZDD2023",
    parameters: { radius: { symbol: "W", initial: 1, range: [0, Number.MAX_VALUE], about: "largest norm" } },
  },
  ({ radius }) => ({
    name: "ball",
    project: (_w, g) => g,
    retract: (w) => (norm(w) <= radius ? w : scaled(w, radius / norm(w))),
  }),
);
