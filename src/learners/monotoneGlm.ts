import { carried, explore, type Plan } from "../method/explore.ts";
import { smoothed } from "../method/fields/smoothed.ts";
import { chow } from "../method/initializers/chow.ts";
import { thresholdedChow } from "../method/initializers/thresholdedChow.ts";
import { type Part, part } from "../part.ts";
import type { Learner } from "./learner.ts";

/**
 * Monotone GLM, the link known (ZarifisWDD2025): the field smoothed by ρ = 1 − 2φ², with φ shrinking from the angle of
 * the start, from a list of halfspaces fitted to thresholded labels. C·OPT + ε with an absolute constant C.
 */
export const monotoneGlm: Part<Learner> = part(
  {
    name: "monotoneGlm",
    about: "Known monotone link, Gaussian-smoothed field: C·OPT + ε under adversarial labels.",
    reference: "ZarifisWDD2025",
    parameters: {},
  },
  () => {
    const plan: Plan = {
      initializers: [chow(), thresholdedChow()],
      fieldOf: smoothed(),
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
