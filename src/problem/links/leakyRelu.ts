import { add, m, maximum, multiply, number, ramp, subtract, tau } from "../../math/formula.ts";
import type { Part, Real } from "../../part.ts";
import { combination, rampCoefficients, unit } from "../hermiteCoefficients.ts";
import { type FormulaLink, linkPart } from "../link.ts";

/** σ(z) = αz + (1 − α)z₊; S(m, τ) = αm + (1 − α) E (m + τu)₊. */
export const leakyRelu: Part<FormulaLink, { slope: Real }> = linkPart(
  {
    name: "leakyRelu",
    about: "A ReLU that keeps a small slope below zero.",
    reference: "MaasHN2013",
    parameters: { slope: { symbol: "α", initial: 0.1, range: [0, 1], about: "slope below zero" } },
  },
  ({ slope }) => {
    const a = number(slope, "α");
    const bend = subtract(1, a);
    return {
      value: add(multiply(a, m), multiply(bend, maximum(m, 0))),
      smooth: add(multiply(a, m), multiply(bend, ramp(m, tau))),
      monotone: true,
      lipschitz: 1,
      hermite: combination([slope, unit(1)], [1 - slope, rampCoefficients(0)]),
    };
  },
);
