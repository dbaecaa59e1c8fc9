import { unit } from "../../math/vectors.ts";
import { type Part, part, type Real } from "../../part.ts";
import type { Initializer } from "../initializer.ts";

/** Directions drawn uniformly from the sphere. */
export const random: Part<Initializer, { count: Real }> = part(
  {
    name: "random",
    about: "Directions drawn uniformly from the sphere.",
    reference: "folklore",
    parameters: { count: { symbol: "N", initial: 1, range: [1, 1e4], about: "how many" } },
  },
  ({ count }) => ({
    name: "random",
    starts: async ({ whitening, stream }) =>
      Array.from({ length: count }, () => unit(Float64Array.from({ length: whitening.size }, () => stream.normal()))),
  }),
);
