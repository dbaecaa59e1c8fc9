import {
  absolute,
  add,
  exponential,
  logOnePlus,
  m,
  maximum,
  multiply,
  negate,
  ramp,
  square,
  squareRoot,
  tau,
} from "../../math/formula.ts";
import { logisticMixture } from "../../math/logistic.ts";
import type { Part } from "../../part.ts";
import { combination, rampCoefficients } from "../hermiteCoefficients.ts";
import { type FormulaLink, linkPart } from "../link.ts";

/** σ(z) = ln(1 + e^z) = E (z + su)₊, s the spreads of the logistic mixture; S(m, τ) = E (m + √(τ² + s²)u)₊. */
export const softplus: Part<FormulaLink, {}> = linkPart(
  {
    name: "softplus",
    about: "A ReLU with a rounded corner; its slope is the sigmoid.",
    reference: "AndrewsM1974",
    parameters: {},
  },
  () => ({
    value: add(maximum(m, 0), logOnePlus(exponential(negate(absolute(m))))),
    smooth: add(
      ...logisticMixture.map(({ weight, spread }) =>
        multiply(weight, ramp(m, squareRoot(add(square(tau), spread * spread)))),
      ),
    ),
    monotone: true,
    lipschitz: 1,
    error: 1e-12,
    hermite: combination(
      ...logisticMixture.map(({ weight, spread }) => [weight, rampCoefficients(0, spread)] as const),
    ),
  }),
);
