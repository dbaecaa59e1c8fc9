import { type Part, part, type Real } from "../../part.ts";
import type { Layer } from "../layer.ts";
import { pooled } from "../pool.ts";

/** The largest number of every square of k×k pixels; of equal ones the first is it. */
export const maxPool: Part<Layer, { side: Real }> = part(
  {
    name: "maxPool",
    about: "The largest number of every square of pixels.",
    reference: "folklore",
    parameters: { side: { symbol: "k", initial: 2, range: [1, 1000], about: "side of the squares" } },
  },
  ({ side }) => ({
    name: "maxPool",
    on: (input) =>
      pooled("maxPool", input, side, {
        join: (x, at) => x[largest(x, at)],
        share: (dy, x, at, dx) => {
          dx[largest(x, at)] += dy;
        },
      }),
  }),
);

function largest(x: Float64Array, at: Int32Array): number {
  let best = at[0];
  for (let k = 1; k < at.length; k++) if (x[at[k]] > x[best]) best = at[k];
  return best;
}
