import {
  add,
  cdf,
  divide,
  type Formula,
  m,
  multiply,
  number,
  square,
  squareRoot,
  subtract,
  tau,
} from "../../math/formula.ts";
import type { Part, Real } from "../../part.ts";
import { combination, stepCoefficients, unit } from "../hermiteCoefficients.ts";
import { type FormulaLink, linkPart } from "../link.ts";

/** σ(z) = erf(cz) = 2Φ(√2 cz) − 1; S(m, τ) = erf(cm/q) with q = √(1 + 2c²τ²). */
export const erf: Part<FormulaLink, { slope: Real }> = linkPart(
  {
    name: "erf",
    about: "The error function: an S from −1 to 1 that stays itself through noise.",
    reference: "SaadS1995",
    parameters: { slope: { symbol: "c", initial: 1, range: [0.01, 100], about: "how steep it is" } },
  },
  ({ slope }) => {
    const c = multiply(Math.SQRT2, number(slope, "c"));
    const q = squareRoot(add(1, square(multiply(c, tau))));
    const centered = (index: Formula): Formula => subtract(multiply(2, cdf(index)), 1);
    return {
      value: centered(multiply(c, m)),
      smooth: centered(divide(multiply(c, m), q)),
      monotone: true,
      lipschitz: (2 * slope) / Math.sqrt(Math.PI),
      hermite: combination([2, stepCoefficients(0, Math.SQRT1_2 / slope)], [-1, unit(0)]),
    };
  },
);
