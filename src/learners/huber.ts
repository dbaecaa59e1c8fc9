import { huber as huberField } from "../method/fields/huber.ts";
import { chow } from "../method/initializers/chow.ts";
import { constant } from "../method/schedules/constant.ts";
import { type Part, part, type Real } from "../part.ts";
import { along, withLink } from "./following.ts";
import type { Learner } from "./learner.ts";

/**
 * Huber's regression (Huber1964), y ≈ w·x + b with residuals cut at c robust deviations: what one does first about labels
 * that are far off. The link is the identity; a link that bends bends the direction only for x that is not elliptical.
 */
export const huber: Part<Learner, { cut: Real; steps: Real }> = part(
  {
    name: "huber",
    about: "Linear regression whose residuals are cut where they are large.",
    reference: "Huber1964",
    parameters: {
      cut: { symbol: "c", initial: 1.345, range: [1e-3, 1e6], about: "deviations at which a residual is cut" },
      steps: { symbol: "T", initial: 100, range: [1, 1e5], about: "number of steps" },
    },
  },
  ({ cut, steps }) => {
    const link = { name: "identity", parameters: {} };
    return {
      name: "huber",
      link,
      coarse: "what a straight line leaves of a link that bends is noise to it, as to OLS",
      ...withLink(
        () => link,
        along(() => ({
          initializer: chow(),
          fieldOf: huberField({ cut }),
          schedule: constant({ steps }),
          last: true,
        })),
      ),
    };
  },
);
