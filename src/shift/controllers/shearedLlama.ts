import { ln } from "../../math/elementary.ts";
import { type Part, part, type Real } from "../../part.ts";
import type { Controller } from "../controller.ts";
import { softmax } from "../divergences/kl.ts";

/**
 * Dynamic batch loading as the paper of Sheared LLaMA has it (XiaGZC2024): w ← w exp(max(ℓ − ℓ_ref, 0))/Σ, ℓ on held-out
 * rows of every domain, so that all reach their reference at about the same time. Its code differs: `shearedLlamaCode`.
 */
export const shearedLlama: Part<Controller, { step: Real }> = part(
  {
    name: "shearedLlama",
    about: "Sheared LLaMA's dynamic batch loading as in its paper: excess cut off at 0, nothing smoothed.",
    reference: "XiaGZC2024",
    parameters: { step: { symbol: "η", initial: 1, range: [0, 100], about: "step size" } },
  },
  ({ step }) => ({
    name: "shearedLlama",
    needs: "references",
    allowsAbsent: false,
    begin: (start) => ({ weights: start }),
    next: ({ dual }, { excess }) => ({
      weights: softmax(excess.map((over, i) => ln(dual[i]) + step * Math.max(over, 0))),
    }),
  }),
);
