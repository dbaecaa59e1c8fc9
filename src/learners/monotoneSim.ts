import { carried, explore, type Plan } from "../method/explore.ts";
import { plugIn } from "../method/fields/plugIn.ts";
import { spectral } from "../method/fields/spectral.ts";
import { chow } from "../method/initializers/chow.ts";
import { thresholdedChow } from "../method/initializers/thresholdedChow.ts";
import { type Part, part, type Real } from "../part.ts";
import type { Learner } from "./learner.ts";

/**
 * Monotone SIM, the link unknown (WangZDD2025): as monotoneGlm, with the isotonic fit at the direction at hand in place
 * of the link (plug-in field), or with the top singular direction of the label's conditional moments (spectral field).
 */
export const monotoneSim: Part<Learner, { spectral: Real }> = part(
  {
    name: "monotoneSim",
    about: "Unknown monotone link, plug-in or spectral field: C·OPT + ε under adversarial labels.",
    reference: "WangZDD2025",
    parameters: {
      spectral: { symbol: "s", initial: 0, range: [0, 1], about: "1 for the spectral field, 0 for the plug-in field" },
    },
  },
  (values) => {
    const plan: Plan = {
      initializers: [chow(), thresholdedChow()],
      fieldOf: values.spectral === 1 ? spectral() : plugIn(),
      angles: [1, 0.5, 0.2],
      shortlist: 2,
      refinements: [0.4, 0.15],
      floor: 0.03,
    };
    return {
      name: "monotoneSim",
      link: "found",
      polishes: true,
      learn: (trial) => explore(trial, plan),
      again: (found, trial) => carried(found, trial, plan),
    };
  },
);
