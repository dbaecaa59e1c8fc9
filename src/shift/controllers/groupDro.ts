import { ln } from "../../math/elementary.ts";
import { type Part, part, type Real } from "../../part.ts";
import type { Controller } from "../controller.ts";
import { softmax } from "../divergences/kl.ts";
import { uniform } from "../simplex.ts";

/**
 * Group DRO, online (SagawaKHL2020): q ← q exp(ηℓ)/Σ on the losses as they are, batches drawn alike from all domains, their
 * loss weighed by the new q. A domain that a batch has nothing of has loss 0. Without references it goes where the labels
 * are noisiest.
 */
export const groupDro: Part<Controller, { step: Real }> = part(
  {
    name: "groupDro",
    about: "Group DRO: exponentiated gradient on the losses themselves, without references.",
    reference: "SagawaKHL2020",
    parameters: { step: { symbol: "η", initial: 0.01, range: [0, 100], about: "step size" } },
  },
  ({ step }) => ({
    name: "groupDro",
    needs: "losses",
    allowsAbsent: true,
    begin: ({ length }) => ({ weights: uniform(length) }),
    next: ({ dual }, { losses }) => ({
      weights: softmax(losses.map((loss, i) => ln(Math.max(dual[i], LEAST)) + step * loss)),
      sampling: uniform(dual.length),
    }),
  }),
);

/** A weight that has underflowed counts as the least there is, so that it can come back. */
const LEAST = 2.2250738585072014e-308;
