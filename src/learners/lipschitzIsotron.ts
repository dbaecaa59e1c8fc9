import { fittedSurrogate } from "../method/fields/fittedSurrogate.ts";
import { follow, retrace } from "../method/follow.ts";
import { zero } from "../method/initializers/zero.ts";
import { constant } from "../method/schedules/constant.ts";
import { type Part, part, type Real } from "../part.ts";
import type { Learner } from "./learner.ts";

/**
 * L-Isotron (KakadeKSK2011): Isotron whose fitted curve rises at most at slope L, in units of the labels and of the
 * whitened rows as they come; `fit` gives real labels with deviation 1. Fitted row by row up to 10⁴ rows, beyond in bins.
 */
export const lipschitzIsotron: Part<Learner, { lipschitz: Real; steps: Real }> = part(
  {
    name: "lipschitzIsotron",
    about: "Unknown Lipschitz link, bounded isotonic fit and surrogate step in turn.",
    reference: "KakadeKSK2011",
    parameters: {
      lipschitz: { symbol: "L", initial: 1, range: [0, 1e9], about: "largest slope of the curve" },
      steps: { symbol: "T", initial: 100, range: [1, 1e5], about: "number of steps" },
    },
  },
  ({ lipschitz, steps }) => {
    const route = { initializer: zero(), fieldOf: fittedSurrogate({ lipschitz }), schedule: constant({ steps }) };
    return {
      name: "lipschitzIsotron",
      link: "found",
      learn: (trial) => follow(trial, route),
      again: (found, trial) => retrace(found, trial, route),
    };
  },
);
