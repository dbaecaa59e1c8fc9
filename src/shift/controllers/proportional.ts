import { ln } from "../../math/elementary.ts";
import { type Part, part, type Real } from "../../part.ts";
import type { Controller } from "../controller.ts";
import { softmax } from "../divergences/kl.ts";

/** Shares in proportion to a power of the sizes. */
export const proportional: Part<Controller, { power: Real }> = part(
  {
    name: "proportional",
    about: "In proportion to the sizes it starts with, or to a power of them: 0 makes all alike.",
    reference: "folklore",
    parameters: { power: { symbol: "α", initial: 1, range: [0, 10], about: "of the sizes" } },
  },
  ({ power }) => ({
    name: "proportional",
    needs: "nothing",
    allowsAbsent: true,
    begin: (start) => ({ weights: softmax(start.map((share) => power * ln(share))) }),
    next: ({ weights }) => ({ weights: Float64Array.from(weights) }),
  }),
);
