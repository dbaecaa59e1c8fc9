import { ln } from "../../math/elementary.ts";
import { type Part, part, type Real } from "../../part.ts";
import type { Controller } from "../controller.ts";
import { softmax } from "../divergences/kl.ts";
import { uniform } from "../simplex.ts";
import { smooth } from "../smooth.ts";

/**
 * DoReMi (XiePDDLLLMY2023): a small proxy model is trained on batches drawn alike from all domains, wherever the reference
 * model's came from, its loss weighed by
 *
 *     α ← (1 − c) α exp(ηλ)/Σ + c/K,    λᵢ the mean over the batch's tokens of domain i of max(ℓ − ℓ_ref, 0).
 *
 * The cut is made token by token, so losses are best given token by token. The weights are new when the same batch's loss
 * is weighed. What the large model is trained on is their `average`. A domain of which a batch has nothing keeps its λ,
 * which is ln V before the first.
 */
export const doremi: Part<Controller, { step: Real; smoothing: Real; vocabulary: Real }> = part(
  {
    name: "doremi",
    about: "DoReMi: Group DRO on the excess over a reference model; its average is the answer.",
    reference: "XiePDDLLLMY2023",
    parameters: {
      step: { symbol: "η", initial: 1, range: [0, 100], about: "step size" },
      smoothing: { symbol: "c", initial: 1e-3, range: [0, 1], about: "share that all domains have alike" },
      vocabulary: { symbol: "V", initial: 50257, range: [1, 1e9], about: "tokens, of which ln is the first λ" },
    },
  },
  ({ step, smoothing, vocabulary }) => ({
    name: "doremi",
    needs: "references",
    allowsAbsent: true,
    begin: ({ length }) => ({ weights: uniform(length), scores: new Float64Array(length).fill(ln(vocabulary)) }),
    next({ dual, scores = [] }, { clipped, present }) {
      const latest = clipped.map((excess, i) => (present[i] ? excess : scores[i]));
      const risen = softmax(latest.map((score, i) => ln(dual[i]) + step * score));
      return { weights: smooth(risen, smoothing), sampling: uniform(latest.length), scores: latest };
    },
  }),
);
