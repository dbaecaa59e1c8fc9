import { add, m, square as squareOf, tau } from "../../math/formula.ts";
import type { Part } from "../../part.ts";
import { combination, unit } from "../hermiteCoefficients.ts";
import { type FormulaLink, linkPart } from "../link.ts";

/** σ(z) = z²; S(m, τ) = m² + τ². */
export const square: Part<FormulaLink, {}> = linkPart(
  {
    name: "square",
    about: "A parabola: phase retrieval, information exponent 2.",
    reference: "CandesLS2015",
    parameters: {},
  },
  () => ({
    value: squareOf(m),
    smooth: add(squareOf(m), squareOf(tau)),
    monotone: false,
    lipschitz: Number.POSITIVE_INFINITY,
    hermite: combination([1, unit(0)], [Math.SQRT2, unit(2)]),
  }),
);
