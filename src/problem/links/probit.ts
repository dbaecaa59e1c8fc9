import { add, cdf, divide, m, multiply, number, square, squareRoot, tau } from "../../math/formula.ts";
import { normalDensity } from "../../math/normal.ts";
import type { Part, Real } from "../../part.ts";
import { stepCoefficients } from "../hermiteCoefficients.ts";
import { type FormulaLink, linkPart } from "../link.ts";

/** σ(z) = Φ(cz + b); S(m, τ) = Φ((cm + b)/q) with q = √(1 + c²τ²). */
export const probit: Part<FormulaLink, { slope: Real; bias: Real }> = linkPart(
  {
    name: "probit",
    about: "The normal distribution function: probability of a 0/1 label under normal noise.",
    reference: "RasmussenW2006",
    parameters: {
      slope: { symbol: "c", initial: 1, range: [0.01, 100], about: "how steep it is" },
      bias: { symbol: "b", initial: 0, range: [-10, 10], about: "added to the index times the slope" },
    },
  },
  ({ slope, bias }) => {
    const c = number(slope, "c");
    const index = add(multiply(c, m), number(bias, "b"));
    const q = squareRoot(add(1, square(multiply(c, tau))));
    return {
      value: cdf(index),
      smooth: cdf(divide(index, q)),
      monotone: true,
      lipschitz: slope * normalDensity(0),
      hermite: stepCoefficients(-bias / slope, 1 / slope),
    };
  },
);
