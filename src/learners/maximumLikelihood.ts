import { scoring } from "../method/fields/scoring.ts";
import { follow, retrace } from "../method/follow.ts";
import { zero } from "../method/initializers/zero.ts";
import { constant } from "../method/schedules/constant.ts";
import type { Trial } from "../method/trial.ts";
import type { LinkReference } from "../pass/pass.ts";
import type { Learner } from "./learner.ts";

/**
 * The minimizer of a link's matching loss — maximum likelihood when the link is the canonical one of its law — by
 * Newton's method from 0; the last iterate, since there is nothing to choose among. Where 0/1 labels can be separated
 * the weights grow until the step limit.
 */
export function maximumLikelihood(name: string, link: LinkReference): Learner {
  const route = { initializer: zero(), fieldOf: scoring(), schedule: constant({ steps: 25 }) };
  const own = (trial: Trial): Trial => ({
    ...trial,
    knowledge: { link, intercept: trial.knowledge.intercept, fixed: true },
  });
  return {
    name,
    link,
    learn: (trial) => follow(own(trial), { ...route, last: true }),
    again: (found, pass, trial) => retrace(found, pass, own(trial), { ...route, last: true }),
  };
}
