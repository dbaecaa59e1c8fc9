import { add, cdf, divide, hyperbolicTangent, m, multiply, square, squareRoot, tau } from "../../math/formula.ts";
import { logisticMixture } from "../../math/logistic.ts";
import type { Part } from "../../part.ts";
import { combination, stepCoefficients, unit } from "../hermiteCoefficients.ts";
import { type FormulaLink, linkPart } from "../link.ts";

/** σ(z) = tanh z = 2 sigmoid(2z) − 1; S(m, τ) = 2 E Φ(m/√(τ² + s²/4)) − 1, s the spreads of the logistic mixture. */
export const tanh: Part<FormulaLink, {}> = linkPart(
  {
    name: "tanh",
    about: "An S from −1 to 1, the sigmoid in other units.",
    reference: "AndrewsM1974",
    parameters: {},
  },
  () => ({
    value: hyperbolicTangent(m),
    smooth: add(
      ...logisticMixture.map(({ weight, spread }) =>
        multiply(2 * weight, cdf(divide(m, squareRoot(add(square(tau), (spread * spread) / 4))))),
      ),
      -1,
    ),
    monotone: true,
    lipschitz: 1,
    error: 1e-12,
    hermite: combination(
      ...logisticMixture.map(({ weight, spread }) => [2 * weight, stepCoefficients(0, spread / 2)] as const),
      [-1, unit(0)],
    ),
  }),
);
