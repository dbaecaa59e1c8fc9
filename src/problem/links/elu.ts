import {
  add,
  decay,
  exponential,
  m,
  maximum,
  minimum,
  multiply,
  number,
  ramp,
  subtract,
  tau,
} from "../../math/formula.ts";
import type { Part, Real } from "../../part.ts";
import { combination, decayCoefficients, rampCoefficients, unit } from "../hermiteCoefficients.ts";
import { type FormulaLink, linkPart } from "../link.ts";

/** σ(z) = z for z ≥ 0, α(e^z − 1) below: z₊ + α(min(e^z, 1) − 1); S(m, τ) = E (m + τu)₊ + α(E min(e^{m + τu}, 1) − 1). */
export const elu: Part<FormulaLink, { alpha: Real }> = linkPart(
  {
    name: "elu",
    about: "A ReLU that falls off smoothly to a level below zero.",
    reference: "ClevertUH2016",
    parameters: { alpha: { symbol: "α", initial: 1, range: [0, 10], about: "depth of the level far below zero" } },
  },
  ({ alpha }) => {
    const a = number(alpha, "α");
    return {
      value: add(maximum(m, 0), multiply(a, subtract(exponential(minimum(0, m)), 1))),
      smooth: add(ramp(m, tau), multiply(a, subtract(decay(m, tau), 1))),
      monotone: true,
      lipschitz: Math.max(1, alpha),
      hermite: combination([1, rampCoefficients(0)], [alpha, decayCoefficients], [-alpha, unit(0)]),
    };
  },
);
