import { UsageError } from "../../errors.ts";
import { add, m, maximum, minimum, number, ramp, subtract, tau } from "../../math/formula.ts";
import type { Part, Real } from "../../part.ts";
import { combination, rampCoefficients, unit } from "../hermiteCoefficients.ts";
import { type FormulaLink, linkPart } from "../link.ts";

/** σ(z) = min(max(z, a), b); S(m, τ) = a + E (m − a + τu)₊ − E (m − b + τu)₊. */
export const clip: Part<FormulaLink, { low: Real; high: Real }> = linkPart(
  {
    name: "clip",
    about: "A straight line between two levels, flat beyond them.",
    reference: "folklore",
    parameters: {
      low: { symbol: "a", initial: -1, range: [-1000, 1000], about: "lowest level" },
      high: { symbol: "b", initial: 1, range: [-1000, 1000], about: "highest level" },
    },
  },
  ({ low, high }) => {
    if (!(low < high)) {
      throw new UsageError({
        where: "clip low",
        what: "not below high",
        got: low,
        would: `give a number below ${high}`,
      });
    }
    const [a, b] = [number(low, "a"), number(high, "b")];
    return {
      value: minimum(b, maximum(m, a)),
      smooth: subtract(add(a, ramp(subtract(m, a), tau)), ramp(subtract(m, b), tau)),
      monotone: true,
      lipschitz: 1,
      hermite: combination([low, unit(0)], [1, rampCoefficients(low)], [-1, rampCoefficients(high)]),
    };
  },
);
