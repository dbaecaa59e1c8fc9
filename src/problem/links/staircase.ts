import { UsageError } from "../../errors.ts";
import { add, cdf, divide, type Formula, m, multiply, number, step, subtract, tau } from "../../math/formula.ts";
import type { Part, Real, Reals } from "../../part.ts";
import { combination, stepCoefficients, unit } from "../hermiteCoefficients.ts";
import { type FormulaLink, linkPart } from "../link.ts";

/** σ(z) = A₀ + Σ A_i 1{z ≥ t_i}, steps anywhere; S(m, τ) = A₀ + Σ A_i Φ((m − t_i)/τ). */
export const staircase: Part<FormulaLink, { at: Reals; height: Reals; base: Real }> = linkPart(
  {
    name: "staircase",
    about: "Steps of chosen heights at chosen places; every monotone link is a limit of such.",
    reference: "ZarifisWDD2025",
    parameters: {
      at: { symbol: "t_i", initial: [-1, 0, 1], range: [-10, 10], about: "where the steps are" },
      height: { symbol: "A_i", initial: [1, 1, 1], range: [-1000, 1000], about: "how high each step is" },
      base: { symbol: "A0", initial: 0, range: [-1000, 1000], about: "level below all steps" },
    },
  },
  ({ at, height, base }) => {
    if (at.length !== height.length) {
      throw new UsageError({
        where: "staircase height",
        what: `not as many heights as steps (${at.length})`,
        got: height,
        would: "give one height for each place in at",
      });
    }
    const stairs = (rise: (above: Formula) => Formula): Formula =>
      add(
        number(base, "A0"),
        ...at.map((t, i) => multiply(number(height[i], `A${i + 1}`), rise(subtract(m, number(t, `t${i + 1}`))))),
      );
    return {
      value: stairs(step),
      smooth: stairs((above) => cdf(divide(above, tau))),
      monotone: height.every((rise) => rise >= 0),
      jumps: true,
      lipschitz: Number.POSITIVE_INFINITY,
      hermite: combination([base, unit(0)], ...at.map((t, i) => [height[i], stepCoefficients(t)] as const)),
    };
  },
);
