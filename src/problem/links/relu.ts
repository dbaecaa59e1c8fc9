import { add, m, maximum, number, ramp, tau } from "../../math/formula.ts";
import { hermite } from "../../math/hermite.ts";
import { normalDensity, normalDistribution } from "../../math/normal.ts";
import { type Part, part, type Real } from "../../part.ts";
import { type Link, link } from "../link.ts";

/** σ(z) = (z + b)₊, the biased ReLU; S(m, τ) = E (m + b + τu)₊. */
export const relu: Part<Link, { bias: Real }> = part(
  {
    name: "relu",
    about: "Zero up to a threshold, then a straight line.",
    reference: "WangZDD2023",
    parameters: { bias: { symbol: "b", initial: 0, range: [-10, 10], about: "added to the index before the kink" } },
  },
  ({ bias }) => {
    const b = number(bias, "b");
    return link({
      name: "relu",
      parameters: { bias },
      value: maximum(add(m, b), 0),
      smooth: ramp(add(m, b), tau),
      monotone: true,
      lipschitz: 1,
      // With t = −b: c₀ = φ(t) − tΦ(−t), c₁ = Φ(−t), c_k = He_{k−2}(t) φ(t) / √(k(k−1)).
      hermite: (k) => {
        const t = -bias;
        if (k === 0) return normalDensity(t) - t * normalDistribution(-t);
        if (k === 1) return normalDistribution(-t);
        return (hermite(k - 2, t) * normalDensity(t)) / Math.sqrt(k * (k - 1));
      },
    });
  },
);
