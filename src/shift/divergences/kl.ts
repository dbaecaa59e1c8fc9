import { exp, ln } from "../../math/elementary.ts";
import { type Part, part } from "../../part.ts";
import type { Divergence } from "../divergence.ts";
import { highest } from "../simplex.ts";

/** A weight that has underflowed counts as this, so that it can come back. */
const LEAST = 1e-12;

/** D = Σ p ln(p/u): the step is exponentiated gradient ascent, and no weight becomes 0. */
export const kl: Part<Divergence> = part(
  {
    name: "kl",
    about: "Kullback–Leibler: a fit minimizes the soft maximum ν ln E exp(loss/ν).",
    reference: "SagawaKHL2020",
    parameters: {},
  },
  () => ({
    name: "kl",
    between: (p, u) => p.reduce((sum, weight, j) => (weight > 0 ? sum + weight * ln(weight / u[j]) : sum), 0),
    ascend(from, losses, u, step, penalty) {
      const pull = step * penalty;
      const largest = highest(losses);
      const memory = (weight: number): number => (pull === 1 ? 0 : (1 - pull) * ln(Math.max(weight, LEAST)));
      const prior = (weight: number): number => (pull === 0 ? 0 : pull * ln(weight));
      return softmax(losses.map((loss, j) => memory(from[j]) + prior(u[j]) + step * (loss - largest)));
    },
  }),
);

/** exp(s)/Σ exp(s), the largest at exp(0) so that nothing overflows. */
export function softmax(scores: Float64Array): Float64Array {
  const largest = highest(scores);
  const shares = scores.map((score) => exp(score - largest));
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => share / sum);
}
