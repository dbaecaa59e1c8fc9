import { type Part, part, type Real } from "../../part.ts";
import { type Adversary, rowAdversary } from "../adversary.ts";
import { largestRows, randomDistance, randomRows } from "../rows.ts";

/**
 * Where |u·x| is large, u a random direction, 0/1 labels are flipped with probability η. The region is as large as the
 * budget allows, rows/η, and holds exactly `rows` flips; once the region is everything, more budget buys nothing.
 */
export const massart: Part<Adversary, { rate: Real }> = part(
  {
    name: "massart",
    about: "0/1 labels are flipped at a rate below one half that depends on where the row lies.",
    reference: "MassartN2006",
    parameters: { rate: { symbol: "η", initial: 0.4, range: [0.01, 0.49], about: "of flips within the region" } },
  },
  ({ rate }) =>
    rowAdversary({
      name: "massart",
      parameters: { rate },
      responses: ["binary"],
      relabel: (y, rows, sample, stream) => {
        const { n } = sample;
        const region = largestRows(randomDistance(sample, stream), Math.min(n, Math.round(rows / rate)));
        const flips = Math.min(rows, Math.round(rate * n));
        for (const k of randomRows(region.length, flips, stream)) y[region[k]] = 1 - y[region[k]];
      },
    }),
);
