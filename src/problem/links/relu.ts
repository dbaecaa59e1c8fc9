import { add, m, maximum, number, ramp, tau } from "../../math/formula.ts";
import type { Part, Real } from "../../part.ts";
import { rampCoefficients } from "../hermiteCoefficients.ts";
import { type FormulaLink, linkPart } from "../link.ts";

/** σ(z) = (z + b)₊, the biased ReLU; S(m, τ) = E (m + b + τu)₊. */
export const relu: Part<FormulaLink, { bias: Real }> = linkPart(
  {
    name: "relu",
    about: "Zero up to a threshold, then a straight line.",
    reference: "WangZDD2023",
    parameters: { bias: { symbol: "b", initial: 0, range: [-10, 10], about: "added to the index before the kink" } },
  },
  ({ bias }) => {
    const shifted = add(m, number(bias, "b"));
    return {
      value: maximum(shifted, 0),
      smooth: ramp(shifted, tau),
      monotone: true,
      lipschitz: 1,
      hermite: rampCoefficients(-bias),
    };
  },
);
