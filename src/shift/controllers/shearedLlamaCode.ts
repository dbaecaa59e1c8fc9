import { ln } from "../../math/elementary.ts";
import { type Part, part, type Real } from "../../part.ts";
import type { Controller } from "../controller.ts";
import { softmax } from "../divergences/kl.ts";
import { smooth } from "../smooth.ts";

/** Dynamic batch loading as the code of Sheared LLaMA has it (XiaGZC2024): excess of either sign, smoothed and fed back. */
export const shearedLlamaCode: Part<Controller, { step: Real; smoothing: Real }> = part(
  {
    name: "shearedLlamaCode",
    about: "Sheared LLaMA's dynamic batch loading as in its code: excess of either sign, smoothed.",
    reference: "XiaGZC2024",
    parameters: {
      step: { symbol: "η", initial: 1, range: [0, 100], about: "step size" },
      smoothing: { symbol: "c", initial: 1e-4, range: [0, 1], about: "share that all domains have alike" },
    },
  },
  ({ step, smoothing }) => ({
    name: "shearedLlamaCode",
    needs: "references",
    allowsAbsent: false,
    begin: (start) => ({ weights: start }),
    next: ({ dual }, { excess }) => ({
      weights: smooth(softmax(excess.map((over, i) => ln(dual[i]) + step * over)), smoothing),
    }),
  }),
);
