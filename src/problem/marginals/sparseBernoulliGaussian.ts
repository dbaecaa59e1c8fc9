import { type Part, part, type Real } from "../../part.ts";
import { independent, type Marginal } from "../marginal.ts";

/** Coordinates b·e/√p with b ~ Bernoulli(p), e ~ N(0, 1): mostly zero, of unit variance and kurtosis 3/p. */
export const sparseBernoulliGaussian: Part<Marginal, { share: Real }> = part(
  {
    name: "sparseBernoulliGaussian",
    about: "Independent coordinates that are zero most of the time and normal otherwise, of unit variance.",
    reference: "folklore",
    parameters: { share: { symbol: "p", initial: 0.2, range: [0.001, 1], about: "of coordinates that are not zero" } },
  },
  ({ share }) => {
    const scale = 1 / Math.sqrt(share);
    return independent({
      name: "sparseBernoulliGaussian",
      parameters: { share },
      draw: (stream) => (stream.bernoulli(share) ? scale * stream.normal() : 0),
    });
  },
);
