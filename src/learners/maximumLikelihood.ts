import { scoring } from "../method/fields/scoring.ts";
import { surrogate } from "../method/fields/surrogate.ts";
import { follow, type Route, retrace } from "../method/follow.ts";
import { zero } from "../method/initializers/zero.ts";
import { constant } from "../method/schedules/constant.ts";
import type { Trial } from "../method/trial.ts";
import type { LinkReference } from "../pass/pass.ts";
import type { Learner } from "./learner.ts";

/** The information matrix takes d² memory a chunk, and n·d² + d³/3 work a step. */
export const MOST_FEATURES_SCORED = 1000;

/**
 * The minimizer of a link's matching loss — maximum likelihood when the link is the canonical one of its law — by
 * Newton's method from 0; the last iterate, since there is nothing to choose among. Where 0/1 labels can be separated
 * the weights grow until the step limit. With very many features, one step along the first moments: the Chow vector.
 */
export function maximumLikelihood(name: string, link: LinkReference): Learner {
  const isWide = ({ train }: Trial): boolean => train.features > MOST_FEATURES_SCORED;
  const routeFor = (trial: Trial): Route =>
    isWide(trial)
      ? { initializer: zero(), fieldOf: surrogate(), schedule: constant({ steps: 1 }), last: true }
      : { initializer: zero(), fieldOf: scoring(), schedule: constant({ steps: 25 }), last: true };
  const own = (trial: Trial): Trial => ({
    ...trial,
    knowledge: { link, intercept: trial.knowledge.intercept, fixed: !isWide(trial) },
  });
  return {
    name,
    link,
    learn: (trial) => follow(own(trial), routeFor(trial)),
    again: (found, trial) => retrace(found, own(trial), routeFor(trial)),
  };
}
