import { add, cdf, density, divide, m, multiply, square, squareRoot, tau } from "../../math/formula.ts";
import { normalDensity, normalDistribution } from "../../math/normal.ts";
import type { Part } from "../../part.ts";
import { stepCoefficients } from "../hermiteCoefficients.ts";
import { type FormulaLink, linkPart } from "../link.ts";

/** Of Φ itself. */
const phi = stepCoefficients(0, 1);

/** σ(z) = zΦ(z); S(m, τ) = mΦ(m/r) + (τ²/r) φ(m/r) with r = √(1 + τ²). */
export const gelu: Part<FormulaLink, {}> = linkPart(
  {
    name: "gelu",
    about: "A ReLU weighed by the normal distribution function, with a dip below zero.",
    reference: "HendrycksG2016",
    parameters: {},
  },
  () => {
    const r = squareRoot(add(1, square(tau)));
    const x = divide(m, r);
    return {
      value: multiply(m, cdf(m)),
      smooth: add(multiply(m, cdf(x)), multiply(divide(square(tau), r), density(x))),
      monotone: false,
      // The slope Φ(z) + zφ(z) is greatest where its derivative (2 − z²)φ(z) changes sign.
      lipschitz: normalDistribution(Math.SQRT2) + Math.SQRT2 * normalDensity(Math.SQRT2),
      // z He_k = √(k+1) He_{k+1} + √k He_{k−1}, applied to zΦ(z).
      hermite: (k) => (k === 0 ? 0 : Math.sqrt(k) * phi(k - 1)) + Math.sqrt(k + 1) * phi(k + 1),
    };
  },
);
