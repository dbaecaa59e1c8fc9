import { UsageError } from "../../errors.ts";
import {
  add,
  divide,
  type Formula,
  m,
  maximum,
  minimum,
  multiply,
  number,
  ramp,
  subtract,
  tau,
} from "../../math/formula.ts";
import type { Part, Reals } from "../../part.ts";
import { combination, rampCoefficients } from "../hermiteCoefficients.ts";
import { type FormulaLink, linkPart } from "../link.ts";

/**
 * σ(z) = Σ A_i/(b_i − a_i) min((z − a_i)₊, b_i − a_i), stairs that one can walk up: each rises by A_i between a_i and b_i;
 * S(m, τ) = Σ A_i/(b_i − a_i) (E (m − a_i + τu)₊ − E (m − b_i + τu)₊).
 */
export const ramps: Part<FormulaLink, { from: Reals; to: Reals; height: Reals }> = linkPart(
  {
    name: "ramps",
    about: "Straight ascents of chosen heights between chosen places, level in between.",
    reference: "folklore",
    parameters: {
      from: { symbol: "a_i", initial: [-1.2, 0, 0.5, 1.5], range: [-10, 10], about: "where the ascents begin" },
      to: { symbol: "b_i", initial: [-0.8, 0.1, 0.7, 1.8], range: [-10, 10], about: "where they end" },
      height: { symbol: "A_i", initial: [0.5, 0.2, 1.3, 0.5], range: [-1000, 1000], about: "how high each is" },
    },
  },
  ({ from, to, height }) => {
    for (const [list, values] of Object.entries({ to, height })) {
      if (values.length === from.length) continue;
      const would = "give one for each place in from";
      throw new UsageError({ where: `ramps ${list}`, what: `not ${from.length} of them`, got: values, would });
    }
    const level = from.findIndex((a, i) => !(a < to[i]));
    if (level >= 0) {
      const would = `give a number above ${from[level]}`;
      throw new UsageError({ where: "ramps to", what: "not beyond where the ascent begins", got: to[level], would });
    }
    const slopes = height.map((rise, i) => rise / (to[i] - from[i]));
    const places = from.map((a, i) => [number(a, `a${i + 1}`), number(to[i], `b${i + 1}`)] as const);
    const ascents = (part: (a: Formula, b: Formula) => Formula): Formula =>
      add(...places.map(([a, b], i) => multiply(divide(number(height[i], `A${i + 1}`), subtract(b, a)), part(a, b))));
    const slopeAt = (z: number): number =>
      slopes.reduce((sum, slope, i) => sum + (from[i] <= z && z < to[i] ? slope : 0), 0);
    return {
      value: ascents((a, b) => minimum(maximum(subtract(m, a), 0), subtract(b, a))),
      smooth: ascents((a, b) => subtract(ramp(subtract(m, a), tau), ramp(subtract(m, b), tau))),
      monotone: height.every((rise) => rise >= 0),
      lipschitz: Math.max(...[...from, ...to].map((z) => Math.abs(slopeAt(z)))),
      hermite: combination(
        ...slopes.flatMap((slope, i) => [
          [slope, rampCoefficients(from[i])] as const,
          [-slope, rampCoefficients(to[i])] as const,
        ]),
      ),
    };
  },
);
