import { add, cdf, divide, hyperbolicTangent, m, multiply, square, squareRoot, tau } from "../../math/formula.ts";
import { logisticMixture } from "../../math/logistic.ts";
import type { Part } from "../../part.ts";
import { combination, stepCoefficients } from "../hermiteCoefficients.ts";
import { type FormulaLink, linkPart } from "../link.ts";

/** σ(z) = 1/(1 + e^{−z}) = E Φ(z/s), s the spreads of the logistic mixture; S(m, τ) = E Φ(m/√(τ² + s²)). */
export const sigmoid: Part<FormulaLink, {}> = linkPart(
  {
    name: "sigmoid",
    about: "The logistic distribution function: probability of a 0/1 label in logistic regression.",
    reference: "AndrewsM1974",
    parameters: {},
  },
  () => ({
    value: add(0.5, multiply(0.5, hyperbolicTangent(multiply(0.5, m)))),
    smooth: add(
      ...logisticMixture.map(({ weight, spread }) =>
        multiply(weight, cdf(divide(m, squareRoot(add(square(tau), spread * spread))))),
      ),
    ),
    monotone: true,
    lipschitz: 0.25,
    error: 1e-12,
    hermite: combination(
      ...logisticMixture.map(({ weight, spread }) => [weight, stepCoefficients(0, spread)] as const),
    ),
  }),
);
