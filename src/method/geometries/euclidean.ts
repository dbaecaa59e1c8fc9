import { type Part, part } from "../../part.ts";
import type { Geometry } from "../geometry.ts";

/** All of space: nothing to project, nothing to retract. */
export const euclidean: Part<Geometry> = part(
  { name: "euclidean", about: "Weights without any constraint.", reference: "folklore", parameters: {} },
  () => ({ name: "euclidean", project: (_w, g) => g, retract: (w) => w }),
);
