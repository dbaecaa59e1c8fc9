import { type Part, part } from "../part.ts";
import type { Learner } from "./learner.ts";
import { maximumLikelihood } from "./maximumLikelihood.ts";

/** Ordinary least squares, y ≈ w·x + b: the plain comparison for real responses. */
export const ols: Part<Learner> = part(
  { name: "ols", about: "Ordinary least squares, the identity link.", reference: "folklore", parameters: {} },
  () => ({
    ...maximumLikelihood("ols", { name: "identity", parameters: {} }),
    coarse:
      "what a straight line leaves of a link that bends is noise to it: √Var(y − βz)/β a direction, β = E σ′, over √n",
  }),
);
