/** Learners that follow routes, told a link or with a link of their own. */
import { follow, type Route, retrace } from "../method/follow.ts";
import type { Found, Trial } from "../method/trial.ts";
import type { LinkReference } from "../pass/pass.ts";
import type { Learner } from "./learner.ts";

type Routed = Pick<Learner, "learn" | "again">;
type OnTrial<T> = (trial: Trial) => T | Promise<T>;

/** Learns along a route, and again along the same one. */
export function along(routeOf: OnTrial<Route>): Routed {
  return alongBest(async (trial) => [await routeOf(trial)]);
}

/** Learns along each of some routes and takes what is best on the held-out rows; again along that one. */
export function alongBest(routesOf: OnTrial<readonly Route[]>): Routed {
  return {
    async learn(trial) {
      const all: Found[] = [];
      const routes = await routesOf(trial);
      for (const [route, each] of routes.entries()) {
        all.push({ ...(await follow(trial, each)), route });
        trial.progress?.((route + 1) / routes.length);
      }
      const best = all.reduce((a, b) => (b.loss < a.loss ? b : a));
      return { ...best, stops: all.flatMap(({ stops }) => stops) };
    },
    again: async (found, trial) => retrace(found, trial, (await routesOf(trial))[found.route ?? 0]),
  };
}

/** The same for a learner that always uses one link, whatever a trial knows. */
export function withLink(linkOf: (trial: Trial) => LinkReference, { learn, again }: Routed): Routed {
  const own = (trial: Trial): Trial => ({ ...trial, knowledge: { ...trial.knowledge, link: linkOf(trial) } });
  return { learn: (trial) => learn(own(trial)), again: (found, trial) => again(found, own(trial)) };
}
