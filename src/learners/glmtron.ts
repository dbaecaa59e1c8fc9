import { surrogate } from "../method/fields/surrogate.ts";
import { follow, retrace } from "../method/follow.ts";
import { zero } from "../method/initializers/zero.ts";
import { constant } from "../method/schedules/constant.ts";
import type { Trial } from "../method/trial.ts";
import { type Part, part, type Real } from "../part.ts";
import type { Learner } from "./learner.ts";
import { stepOf } from "./stepOf.ts";

/** GLMtron (KakadeKSK2011): w ← w − η E[(σ(w·x) − y) x] from 0, the link known; the best iterate on the held-out rows. */
export const glmtron: Part<Learner, { steps: Real }> = part(
  {
    name: "glmtron",
    about: "Known link, descent on the matching loss from the origin.",
    reference: "KakadeKSK2011",
    parameters: { steps: { symbol: "T", initial: 150, range: [1, 1e5], about: "number of steps" } },
  },
  ({ steps }) => {
    const route = (trial: Trial) => ({
      initializer: zero(),
      fieldOf: surrogate(),
      schedule: constant({ size: stepOf(trial, 1), steps }),
    });
    return {
      name: "glmtron",
      link: "told",
      learn: (trial) => follow(trial, route(trial)),
      again: (found, trial) => retrace(found, trial, route(trial)),
    };
  },
);
