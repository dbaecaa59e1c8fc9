import { fittedSurrogate } from "../method/fields/fittedSurrogate.ts";
import { follow, retrace } from "../method/follow.ts";
import { zero } from "../method/initializers/zero.ts";
import { constant } from "../method/schedules/constant.ts";
import { type Part, part, type Real } from "../part.ts";
import type { Learner } from "./learner.ts";

/**
 * Isotron (KalaiS2009): w ← w − E[(û(w·x) − y) x] with û the isotonic fit at w, from 0, the link unknown; up to 10⁴ rows fitted
 * row by row as in the paper, beyond in bins.
 */
export const isotron: Part<Learner, { steps: Real }> = part(
  {
    name: "isotron",
    about: "Unknown link, isotonic fit and surrogate step in turn.",
    reference: "KalaiS2009",
    parameters: { steps: { symbol: "T", initial: 100, range: [1, 1e5], about: "number of steps" } },
  },
  ({ steps }) => {
    const route = { initializer: zero(), fieldOf: fittedSurrogate(), schedule: constant({ steps }) };
    return {
      name: "isotron",
      link: "found",
      learn: (trial) => follow(trial, route),
      again: (found, trial) => retrace(found, trial, route),
    };
  },
);
