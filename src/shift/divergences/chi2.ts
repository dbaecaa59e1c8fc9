import { type Part, part } from "../../part.ts";
import type { Divergence } from "../divergence.ts";
import { highest, projectOntoSimplex } from "../simplex.ts";

/**
 * D = Σ (p − u)²/u, which is its own Bregman distance: the step is a projection in the metric Σ (·)²/u, and weights can
 * become 0.
 */
export const chi2: Part<Divergence> = part(
  {
    name: "chi2",
    about: "χ²: a fit minimizes mean + variance/4ν of the losses.",
    reference: "LiKDD2024",
    parameters: {},
  },
  () => ({
    name: "chi2",
    between: (p, u) =>
      p.reduce((sum, weight, j) => (u[j] > 0 ? sum + ((weight - u[j]) / u[j]) * (weight - u[j]) : sum), 0),
    ascend(from, losses, u, step, penalty) {
      const pull = step * penalty;
      const largest = highest(losses);
      const gain = (j: number): number => 0.5 * step * (losses[j] - largest);
      const toward = from.map((weight, j) => (1 - pull) * weight + u[j] * (pull + gain(j)));
      return projectOntoSimplex(toward, u);
    },
  }),
);
