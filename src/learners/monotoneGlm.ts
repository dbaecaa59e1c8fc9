import { carried, explore, type Plan } from "../method/explore.ts";
import { augmented } from "../method/fields/augmented.ts";
import { smoothed } from "../method/fields/smoothed.ts";
import type { Route } from "../method/follow.ts";
import { sphere } from "../method/geometries/sphere.ts";
import { distinct, type Initializer } from "../method/initializer.ts";
import { chow } from "../method/initializers/chow.ts";
import { thresholdedChow } from "../method/initializers/thresholdedChow.ts";
import { geometric } from "../method/schedules/geometric.ts";
import { type Part, part, type Real } from "../part.ts";
import { along } from "./following.ts";
import type { Learner } from "./learner.ts";

/**
 * Monotone GLM, the link known (ZarifisWDD2025): the field smoothed by ρ = 1 − 2φ², with φ shrinking from the angle of
 * the start, from a list of halfspaces fitted to thresholded labels. C·OPT + ε with an absolute constant C, for monotone
 * links with a little more than two moments and Gaussian x.
 *
 * `theory` 0, our schedule: starts refined on some rows at two angle guesses, the best few on all, steps .25 φ, β = .1; it
 * ends within .2° of the paper's on what was measured, in a twentieth of the steps.
 *
 * `theory` 1, the paper's SGD-VA: from every start φ₀ = sin(θ̄/2) with θ̄ = π/6, β = 1/256 and steps φ/4, every iterate tested;
 * `batch` fresh rows each step; |w*| = 1, so that a link told up to its scale and shift is not searched on the way. The field is
 * in closed form; with `copies` m > 0 it is estimated from m drawn copies of each row, as the paper does, for links with a slope.
 */
export const monotoneGlm: Part<Learner, { theory: Real; copies: Real; batch: Real }> = part(
  {
    name: "monotoneGlm",
    about: "Known monotone link, Gaussian-smoothed field: C·OPT + ε under adversarial labels.",
    reference: "ZarifisWDD2025",
    parameters: {
      theory: { symbol: "β = 1/256", initial: 0, range: [0, 1], about: "1 for the paper's schedule, 0 for ours" },
      copies: { symbol: "m", initial: 0, range: [0, 1e4], about: "drawn copies of each row; 0 for the closed form" },
      batch: {
        symbol: "N",
        initial: 0,
        range: [0, 1e9],
        about: "fresh rows a step in the paper's schedule; 0 for all",
      },
    },
  },
  ({ theory, copies, batch }) => {
    const fieldOf = copies > 0 ? augmented({ copies }) : smoothed();
    if (theory === 1) {
      const route = (): Route => ({
        initializer: allStarts,
        fieldOf,
        geometry: sphere(),
        schedule: geometric({ angle: Math.PI / 6, decay: 1 / 256, length: 0.25, floor: 0.02 }),
        ...(batch > 0 && { batch }),
      });
      return {
        name: "monotoneGlm",
        link: "told",
        ...along(route),
      };
    }
    const plan: Plan = {
      initializers: [chow(), thresholdedChow()],
      fieldOf,
      angles: [1, 0.5],
      shortlist: 3,
      refinements: [0.4],
      floor: 0.02,
    };
    return {
      name: "monotoneGlm",
      link: "told",
      polishes: true,
      learn: (trial) => explore(trial, plan),
      again: (found, trial) => carried(found, trial, plan),
    };
  },
);

/** The Chow vector and those of thresholded labels, what is alike left out. */
const allStarts: Initializer = {
  name: "allStarts",
  starts: async (context) =>
    distinct([...(await chow().starts(context)), ...(await thresholdedChow().starts(context))]),
};
