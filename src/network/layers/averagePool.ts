import { type Part, part, type Real } from "../../part.ts";
import type { Layer } from "../layer.ts";
import { pooled } from "../pool.ts";

/** The mean of every square of k×k pixels. */
export const averagePool: Part<Layer, { side: Real }> = part(
  {
    name: "averagePool",
    about: "The mean of every square of pixels.",
    reference: "LeCunBBH1998",
    parameters: { side: { symbol: "k", initial: 2, range: [1, 1000], about: "side of the squares" } },
  },
  ({ side }) => ({
    name: "averagePool",
    on: (input) =>
      pooled("averagePool", input, side, {
        join: (x, at) => {
          let sum = 0;
          for (let k = 0; k < at.length; k++) sum += x[at[k]];
          return sum / at.length;
        },
        share: (dy, _, at, dx) => {
          for (let k = 0; k < at.length; k++) dx[at[k]] += dy / at.length;
        },
      }),
  }),
);
