import { bothSides } from "../method/bothSides.ts";
import { correlation } from "../method/fields/correlation.ts";
import { sphere } from "../method/geometries/sphere.ts";
import { random } from "../method/initializers/random.ts";
import { constant } from "../method/schedules/constant.ts";
import { type Part, part, type Real } from "../part.ts";
import { along } from "./following.ts";
import type { Learner } from "./learner.ts";

/**
 * Online SGD on the sphere (BenArousGJ2021): from a uniform point, w ← (w − (δ/d) ∇L(w; xₜ, yₜ))/|·| with one fresh row each
 * step and the loss 1 − y σ(w·x); the last iterate. How many rows it takes to leave the equator is the information exponent's
 * doing: n ~ d for k* = 1, d log d for 2, d^(k*−1) beyond.
 *
 * Assumes Gaussian x and clean labels. As in the paper: all but δ = C d/n, which it leaves to lie between 1/α and 1/√α for
 * n = αd rows. Half of all starts are on the wrong side; both sides are tried.
 */
export const onlineSgd: Part<Learner, { time: Real; batch: Real; passes: Real }> = part(
  {
    name: "onlineSgd",
    about: "Known link, spherical SGD from a random start, one fresh row a step.",
    reference: "BenArousGJ2021",
    parameters: {
      time: { symbol: "C", initial: 20, range: [1e-9, 1e6], about: "sum of all step sizes" },
      batch: { symbol: "N", initial: 1, range: [1, 1e9], about: "fresh rows a step" },
      passes: { symbol: "P", initial: 1, range: [1, 1e4], about: "how often all rows are read" },
    },
  },
  ({ time, batch, passes }) => ({
    name: "onlineSgd",
    link: "told",
    anyShape: true,
    coarse: "a correlation bears all of the labels' variance, and steps of one size dance about w* besides",
    ...along(({ train }) => {
      const steps = Math.max(1, Math.floor((passes * train.rows) / batch));
      return {
        initializer: bothSides(random()),
        fieldOf: correlation(),
        geometry: sphere(),
        schedule: constant({ size: time / steps, steps }),
        batch,
        last: true,
        resumes: true,
      };
    }),
  }),
);
