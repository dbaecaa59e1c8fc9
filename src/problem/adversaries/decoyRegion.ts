import { type Part, part, type Real } from "../../part.ts";
import { type Adversary, rowAdversary } from "../adversary.ts";
import { linkAt } from "../link.ts";
import { largestRows } from "../rows.ts";

/** Where |v·x| (or v·x) is largest the decoy neuron answers: y = σ(v·x) + N(0, s²), or a Bernoulli draw of σ(v·x). */
export const decoyRegion: Part<Adversary, { sides: Real; noise: Real }> = part(
  {
    name: "decoyRegion",
    about: "A second neuron, uncorrelated with the first, answers wherever its own index is large.",
    reference: "folklore",
    parameters: {
      sides: { symbol: "k", initial: 2, range: [1, 2], about: "2: where |v·x| is large; 1: where v·x is" },
      noise: { symbol: "s", initial: 0, range: [0, 1e6], about: "standard deviation of the noise on real answers" },
    },
  },
  ({ sides, noise }) =>
    rowAdversary({
      name: "decoyRegion",
      parameters: { sides, noise },
      responses: ["real", "binary"],
      relabel: (y, rows, { decoyIndex, link, responses }, stream) => {
        const reach = sides === 1 ? decoyIndex : decoyIndex.map(Math.abs);
        for (const i of largestRows(reach, rows)) {
          const value = linkAt(link).value(decoyIndex[i]);
          if (responses === "binary") y[i] = Number(stream.bernoulli(value));
          else y[i] = noise > 0 ? value + noise * stream.normal() : value;
        }
      },
    }),
);
