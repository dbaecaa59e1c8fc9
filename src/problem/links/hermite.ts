import { UsageError } from "../../errors.ts";
import { add, type Formula, m, multiply, number, square, subtract, tau } from "../../math/formula.ts";
import type { Part, Real } from "../../part.ts";
import { unit } from "../hermiteCoefficients.ts";
import { type FormulaLink, linkPart } from "../link.ts";

/** σ(z) = He_k(z), normalized; S(m, τ) = √(k!) Σ_j (τ² − 1)ʲ m^{k−2j} / (2ʲ j! (k − 2j)!), which is He_k at τ = 0. */
export const hermite: Part<FormulaLink, { degree: Real }> = linkPart(
  {
    name: "hermite",
    about: "A Hermite polynomial: the link with a given information exponent and nothing else.",
    reference: "WangZDD2024",
    parameters: { degree: { symbol: "k", initial: 2, range: [1, 12], about: "degree, a whole number" } },
  },
  ({ degree }) => {
    if (!Number.isInteger(degree)) {
      throw new UsageError({ where: "hermite degree (k)", what: "not a whole number", got: degree });
    }
    return {
      value: polynomial(degree, number(-1)),
      smooth: polynomial(degree, subtract(square(tau), 1)),
      monotone: degree === 1,
      lipschitz: degree === 1 ? 1 : Number.POSITIVE_INFINITY,
      hermite: unit(degree),
    };
  },
);

/** √(k!) Σ_j sʲ m^{k−2j} / (2ʲ j! (k − 2j)!) by Horner's rule in m². */
function polynomial(k: number, s: Formula): Formula {
  let coefficient = 1;
  for (let i = 2; i <= k; i++) coefficient /= Math.sqrt(i);
  let power: Formula = number(1);
  let sum: Formula = number(coefficient);
  for (let j = 1; 2 * j <= k; j++) {
    coefficient *= ((k - 2 * j + 2) * (k - 2 * j + 1)) / (2 * j);
    power = multiply(power, s);
    sum = add(multiply(sum, square(m)), multiply(coefficient, power));
  }
  return k % 2 === 0 ? sum : multiply(sum, m);
}
