import { surrogate } from "../method/fields/surrogate.ts";
import { ball } from "../method/geometries/ball.ts";
import { zero } from "../method/initializers/zero.ts";
import { constant } from "../method/schedules/constant.ts";
import { type Part, part, type Real } from "../part.ts";
import { along } from "./following.ts";
import type { Learner } from "./learner.ts";
import { stepOf } from "./stepOf.ts";

/**
 * Chow parameters for ReLU (DiakonikolasGKKS2020): projected descent on the matching loss from 0, v = w − η E[(σ − y)x],
 * w = the nearest point of B(W); of all iterates the one whose field on held-out rows is shortest. Its idea: where the field
 * vanishes the neuron has the labels' Chow parameters, and for isotropic log-concave x those bound the loss, O(OPT) + ε.
 *
 * As in the paper: all but the settings. η < 1/4 and T ≥ 32W²/(4εW + ε²) there; 1/4 and 200 here.
 */
export const dgkks: Part<Learner, { steps: Real; size: Real; radius: Real }> = part(
  {
    name: "dgkks",
    about: "Known link, projected surrogate descent, the iterate whose held-out field is shortest.",
    reference: "DiakonikolasGKKS2020",
    parameters: {
      steps: { symbol: "T", initial: 200, range: [1, 1e6], about: "number of steps" },
      size: { symbol: "η", initial: 0.25, range: [1e-9, 10], about: "step size, in units of 1/L" },
      radius: { symbol: "W", initial: 1e12, range: [0, 1e300], about: "bound of the norm" },
    },
  },
  ({ steps, size, radius }) => ({
    name: "dgkks",
    link: "told",
    ...along((trial) => ({
      initializer: zero(),
      fieldOf: surrogate(),
      geometry: ball({ radius }),
      schedule: constant({ size: size * stepOf(trial, 1), steps }),
      chosenBy: "field",
    })),
  }),
);
