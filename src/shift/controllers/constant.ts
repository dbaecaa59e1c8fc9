import { type Part, part } from "../../part.ts";
import type { Controller } from "../controller.ts";

/** The shares it started with, for good. */
export const constant: Part<Controller> = part(
  {
    name: "constant",
    about: "The mixture it starts with, whatever the losses.",
    reference: "folklore",
    parameters: {},
  },
  () => ({
    name: "constant",
    needs: "nothing",
    allowsAbsent: true,
    begin: (start) => ({ weights: start }),
    next: ({ weights }) => ({ weights: Float64Array.from(weights) }),
  }),
);
