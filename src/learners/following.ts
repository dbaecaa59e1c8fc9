/** Learners that follow one route, with or without a link of their own. */
import { follow, type Route, retrace } from "../method/follow.ts";
import type { Trial } from "../method/trial.ts";
import type { LinkReference } from "../pass/pass.ts";
import type { Learner } from "./learner.ts";

type Routed = Pick<Learner, "learn" | "again">;

/** Learns along a route, and again along the same one. */
export function along(routeOf: (trial: Trial) => Route | Promise<Route>): Routed {
  return {
    learn: async (trial) => follow(trial, await routeOf(trial)),
    again: async (found, trial) => retrace(found, trial, await routeOf(trial)),
  };
}

/** The same for a learner that always uses one link, whatever a trial knows. */
export function alongLink(link: LinkReference, routeOf: (trial: Trial) => Route | Promise<Route>): Routed {
  const own = (trial: Trial): Trial => ({
    ...trial,
    knowledge: { link, intercept: trial.knowledge.intercept, fixed: trial.knowledge.fixed },
  });
  const { learn, again } = along(routeOf);
  return { learn: (trial) => learn(own(trial)), again: (found, trial) => again(found, own(trial)) };
}
