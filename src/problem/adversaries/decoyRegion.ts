import { type Part, part, type Real } from "../../part.ts";
import { type Adversary, rowAdversary } from "../adversary.ts";
import { linkAt } from "../link.ts";
import { largestRows } from "../rows.ts";

/** Where |v·x| (or v·x) is largest the decoy neuron answers: y = σ(v·x), or a Bernoulli draw of it. */
export const decoyRegion: Part<Adversary, { sides: Real }> = part(
  {
    name: "decoyRegion",
    about: "A second neuron, uncorrelated with the first, answers wherever its own index is large.",
    reference: "folklore",
    parameters: {
      sides: { symbol: "k", initial: 2, range: [1, 2], about: "2: where |v·x| is large; 1: where v·x is" },
    },
  },
  ({ sides }) =>
    rowAdversary({
      name: "decoyRegion",
      parameters: { sides },
      responses: ["real", "binary"],
      relabel: (y, rows, { decoyIndex, link, responses }, stream) => {
        const reach = sides === 1 ? decoyIndex : decoyIndex.map(Math.abs);
        for (const i of largestRows(reach, rows)) {
          const value = linkAt(link).value(decoyIndex[i]);
          y[i] = responses === "binary" ? Number(stream.bernoulli(value)) : value;
        }
      },
    }),
);
