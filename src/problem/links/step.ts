import { cdf, divide, step as jump, m, number, subtract, tau } from "../../math/formula.ts";
import type { Part, Real } from "../../part.ts";
import { stepCoefficients } from "../hermiteCoefficients.ts";
import { type FormulaLink, linkPart } from "../link.ts";

/** σ(z) = 1{z ≥ t}, the halfspace; S(m, τ) = Φ((m − t)/τ). */
export const step: Part<FormulaLink, { threshold: Real }> = linkPart(
  {
    name: "step",
    about: "Zero below a threshold and one from there on: a halfspace.",
    reference: "Rosenblatt1958",
    parameters: { threshold: { symbol: "t", initial: 0, range: [-10, 10], about: "where the step is" } },
  },
  ({ threshold }) => {
    const above = subtract(m, number(threshold, "t"));
    return {
      value: jump(above),
      smooth: cdf(divide(above, tau)),
      monotone: true,
      jumps: true,
      lipschitz: Number.POSITIVE_INFINITY,
      hermite: stepCoefficients(threshold),
    };
  },
);
