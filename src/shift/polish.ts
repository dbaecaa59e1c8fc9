/** Descent along the true subgradient of the risk, from where a surrogate has led: at 0 a ReLU would give it no way to go. */

import { scaled } from "../math/vectors.ts";
import type { Field } from "../method/field.ts";
import { ball } from "../method/geometries/ball.ts";
import { iterate } from "../method/iterate.ts";
import type { ChiSquareProblem } from "./chiSquareNeuron.ts";
import { worstCase } from "./divergence.ts";
import { chi2 } from "./divergences/chi2.ts";
import { indexAt, plainly, rowLosses, weightedField } from "./rows.ts";

/** The best iterate by its risk R(w). */
export interface Polished {
  readonly w: Float64Array;
  readonly risk: number;
}

/** Steps shrink as 1/√(1 + t/50): a maximum of smooth functions has kinks. */
const PATIENCE = 50;

/** w ← w − ηₜ 2 E_q (σ − y)σ′x, q the worst shift at w. @param smoothness steps begin at a quarter of its inverse */
export async function polished(
  problem: ChiSquareProblem & { readonly reference: Float64Array },
  start: Float64Array,
  smoothness: number,
  steps: number,
  signal?: AbortSignal,
): Promise<Polished> {
  const { link, penalty, radius, reference, labels } = problem;
  const divergence = chi2();
  let best: Polished = { w: start, risk: Infinity };
  const field: Field = {
    name: "robustRisk",
    async at(w) {
      const losses = rowLosses(await indexAt(w, problem), labels, plainly(link));
      const { weights, risk } = worstCase(losses, reference, penalty, divergence);
      if (risk < best.risk) best = { w, risk };
      return scaled(await weightedField(w, problem, plainly(link, "slope"), weights), 2);
    },
  };
  const at = (t: number) =>
    t <= steps ? { phi: 0, step: () => 0.25 / smoothness / Math.sqrt(1 + t / PATIENCE) } : null;
  const schedule = { name: "shrinking", at };
  const path = iterate({ ...problem, field, geometry: ball({ radius }), schedule, start, ...(signal && { signal }) });
  for await (const { stop } of path) if (stop !== undefined) break;
  return best;
}
