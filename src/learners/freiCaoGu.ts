import { squareLoss } from "../method/fields/squareLoss.ts";
import { zero } from "../method/initializers/zero.ts";
import { constant } from "../method/schedules/constant.ts";
import { type Part, part, type Real } from "../part.ts";
import { along } from "./following.ts";
import type { Learner } from "./learner.ts";
import { stepOf } from "./stepOf.ts";

/**
 * Agnostic descent (FreiCG2020): all rows, fixed step, w ← w − η E[(σ − y)σ′x] from 0; some iterate on the way is good, and
 * held-out rows say which. O(OPT) + ε for strictly increasing Lipschitz σ, O(√OPT) + ε for ReLU on marginals that are
 * spread out.
 *
 * As in the paper: field, one fixed step. The start at 0 is recalled, not read. η ≤ c/(L³B²) there, 1/(2L²) here, with
 * E xxᵀ = I.
 */
export const freiCaoGu: Part<Learner, { steps: Real; size: Real }> = part(
  {
    name: "freiCaoGu",
    about: "Known link, descent on the square loss from the origin, stopped early by held-out rows.",
    reference: "FreiCG2020",
    parameters: {
      steps: { symbol: "T", initial: 300, range: [1, 1e6], about: "number of steps" },
      size: { symbol: "η", initial: 0.5, range: [1e-9, 10], about: "step size, in units of 1/L²" },
    },
  },
  ({ steps, size }) => ({
    name: "freiCaoGu",
    link: "told",
    ...along((trial) => ({
      initializer: zero(),
      fieldOf: squareLoss(),
      schedule: constant({ size: size * stepOf(trial, 2), steps }),
    })),
  }),
);
