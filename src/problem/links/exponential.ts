import { exp as exponentialOf } from "../../math/elementary.ts";
import { add, exponential as exp, m, multiply, number, square, tau } from "../../math/formula.ts";
import type { Part, Real } from "../../part.ts";
import { type FormulaLink, linkPart } from "../link.ts";

/** σ(z) = e^{az}; S(m, τ) = e^{am + a²τ²/2}. Overflows to ∞ where az > 709. */
export const exponential: Part<FormulaLink, { rate: Real }> = linkPart(
  {
    name: "exponential",
    about: "Growth by a constant factor a unit: the mean of counts in Poisson regression.",
    reference: "McCullaghN1989",
    parameters: { rate: { symbol: "a", initial: 1, range: [0.001, 10], about: "growth of the logarithm" } },
  },
  ({ rate }) => {
    const a = number(rate, "a");
    return {
      value: exp(multiply(a, m)),
      smooth: exp(add(multiply(a, m), multiply(0.5, square(multiply(a, tau))))),
      monotone: true,
      lipschitz: Number.POSITIVE_INFINITY,
      hermite: (k) => {
        let c = exponentialOf((rate * rate) / 2);
        for (let j = 1; j <= k; j++) c *= rate / Math.sqrt(j);
        return c;
      },
    };
  },
);
