/**
 * How far a mixture trusts each label. A residual pulls on curve and direction by ψ(r) = p ω r/ρ², with p the posterior
 * that the label is clean, ω the law's weight, ρ the row's relative noise; as p′ = −p(1 − p) ω r/(sρ)²,
 *
 *     ψ′(r) = (p ω + p r ω′ − p(1 − p)(ω r/(sρ))²)/ρ².
 */
import type { RowTrust } from "./explanation.ts";
import { countsOf, type Mixture, noiseAt, type RowCauses } from "./mixture.ts";
import type { NoiseLaw } from "./noiseLaw.ts";

export function rowTrust(
  { s, law, leastNoise }: Pick<Mixture, "s" | "law" | "leastNoise">,
  rows: Pick<Mixture, "sure" | "residuals">,
  causes: RowCauses = {},
): RowTrust {
  const { sure, residuals } = rows;
  const bends = sure.map((p, i) => {
    const spread = noiseAt(s, leastNoise, causes.spread, i) / s;
    const r = residuals[i] / (s * spread);
    const omega = law.weight(r * r);
    return (p * (omega + bending(law, r * r)) - p * (1 - p) * omega * omega * r * r) / (spread * spread);
  });
  // What tells clean from corrupted but the residual, the odds of the two laws at the label, stays as it is.
  const at = (others: Float64Array): RowTrust => {
    const ratio = (r: number, i: number): number => {
      const scaled = r / noiseAt(s, leastNoise, causes.spread, i);
      return law.density(scaled * scaled);
    };
    const again = sure.map((p, i) => {
      const clean = p * ratio(others[i], i);
      return clean === 0 ? 0 : clean / (clean + (1 - p) * ratio(residuals[i], i));
    });
    return rowTrust({ s, law, leastNoise }, { sure: again, residuals: others }, causes);
  };
  return { corrupted: sure.map((p) => 1 - p), counts: countsOf({ s, law, leastNoise }, rows, causes), bends, at };
}

const SMALL = 1e-3;

/** r ω′(r), ω a function of q = r². */
function bending(law: NoiseLaw, q: number): number {
  const [more, less] = [1 + SMALL, 1 - SMALL];
  return (law.weight(q * more * more) - law.weight(q * less * less)) / (2 * SMALL);
}
