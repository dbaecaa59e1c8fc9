import { squareLoss } from "../method/fields/squareLoss.ts";
import { follow, retrace } from "../method/follow.ts";
import { chow } from "../method/initializers/chow.ts";
import { constant } from "../method/schedules/constant.ts";
import type { Trial } from "../method/trial.ts";
import { type Part, part, type Real } from "../part.ts";
import type { Learner } from "./learner.ts";
import { stepOf } from "./stepOf.ts";

/**
 * Descent on the square loss (DiakonikolasKTZ2022), w ← w − η E[(σ(w·x) − y) σ′(w·x) x] from the Chow direction, the
 * link known; the best iterate on the held-out rows. Good for ReLU-like links from a good start, blind where σ′ = 0.
 */
export const leastSquares: Part<Learner, { steps: Real; size: Real }> = part(
  {
    name: "leastSquares",
    about: "Known link, gradient descent on the square loss from the Chow direction.",
    reference: "DiakonikolasKTZ2022",
    parameters: {
      steps: { symbol: "T", initial: 200, range: [1, 1e5], about: "number of steps" },
      size: {
        symbol: "η",
        initial: 1,
        range: [1e-6, 10],
        about: "step size, in units of 1/L² for an L-Lipschitz link",
      },
    },
  },
  ({ steps, size }) => {
    const route = (trial: Trial) => ({
      initializer: chow(),
      fieldOf: squareLoss(),
      schedule: constant({ size: size * stepOf(trial, 2), steps }),
    });
    return {
      name: "leastSquares",
      link: "told",
      learn: (trial) => follow(trial, route(trial)),
      again: (found, trial) => retrace(found, trial, route(trial)),
    };
  },
);
