import { add, m, multiply, square, tau } from "../../math/formula.ts";
import type { Part } from "../../part.ts";
import { combination, unit } from "../hermiteCoefficients.ts";
import { type FormulaLink, linkPart } from "../link.ts";

/** σ(z) = z³ = √6 He₃(z) + 3 He₁(z); S(m, τ) = m³ + 3τ²m. */
export const cube: Part<FormulaLink, {}> = linkPart(
  {
    name: "cube",
    about: "A monotone link that grows too fast to be Lipschitz.",
    reference: "folklore",
    parameters: {},
  },
  () => ({
    value: multiply(m, square(m)),
    smooth: multiply(m, add(square(m), multiply(3, square(tau)))),
    monotone: true,
    lipschitz: Number.POSITIVE_INFINITY,
    hermite: combination([3, unit(1)], [Math.sqrt(6), unit(3)]),
  }),
);
