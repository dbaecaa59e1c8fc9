import { absolute as absoluteOf, m, multiply, ramp, subtract, tau } from "../../math/formula.ts";
import type { Part } from "../../part.ts";
import { combination, rampCoefficients, unit } from "../hermiteCoefficients.ts";
import { type FormulaLink, linkPart } from "../link.ts";

/** σ(z) = |z| = 2z₊ − z; S(m, τ) = 2 E (m + τu)₊ − m. */
export const absolute: Part<FormulaLink, {}> = linkPart(
  {
    name: "absolute",
    about: "Size without sign: phase retrieval, information exponent 2.",
    reference: "CandesLS2015",
    parameters: {},
  },
  () => ({
    value: absoluteOf(m),
    smooth: subtract(multiply(2, ramp(m, tau)), m),
    monotone: false,
    lipschitz: 1,
    hermite: combination([2, rampCoefficients(0)], [-1, unit(1)]),
  }),
);
