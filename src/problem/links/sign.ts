import { cdf, divide, m, multiply, number, step, subtract, tau } from "../../math/formula.ts";
import type { Part, Real } from "../../part.ts";
import { combination, stepCoefficients, unit } from "../hermiteCoefficients.ts";
import { type FormulaLink, linkPart } from "../link.ts";

/** σ(z) = sign(z − t), +1 at the threshold itself; S(m, τ) = 2Φ((m − t)/τ) − 1. */
export const sign: Part<FormulaLink, { threshold: Real }> = linkPart(
  {
    name: "sign",
    about: "Minus one below a threshold and one from there on: a classifier with labels ±1.",
    reference: "Rosenblatt1958",
    parameters: { threshold: { symbol: "t", initial: 0, range: [-10, 10], about: "where the sign changes" } },
  },
  ({ threshold }) => {
    const above = subtract(m, number(threshold, "t"));
    return {
      value: subtract(multiply(2, step(above)), 1),
      smooth: subtract(multiply(2, cdf(divide(above, tau))), 1),
      monotone: true,
      jumps: true,
      lipschitz: Number.POSITIVE_INFINITY,
      hermite: combination([2, stepCoefficients(threshold)], [-1, unit(0)]),
    };
  },
);
