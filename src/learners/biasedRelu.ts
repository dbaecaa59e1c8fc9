import { normalDistribution } from "../math/normal.ts";
import { scoring } from "../method/fields/scoring.ts";
import { squareLoss } from "../method/fields/squareLoss.ts";
import { tilted } from "../method/fields/tilted.ts";
import type { Route } from "../method/follow.ts";
import { sphere } from "../method/geometries/sphere.ts";
import { chow } from "../method/initializers/chow.ts";
import { thresholdedPca } from "../method/initializers/thresholdedPca.ts";
import { zero } from "../method/initializers/zero.ts";
import { constant } from "../method/schedules/constant.ts";
import { geometric } from "../method/schedules/geometric.ts";
import { type Part, part, type Reals } from "../part.ts";
import { alongBest, withLink } from "./following.ts";
import type { Learner } from "./learner.ts";

/**
 * ReLUs of arbitrary bias, y ≈ β ReLU(w·x + b), under adversarial labels and Gaussian x (GuoV2025): O(OPT), which no method
 * of correlations alone can have for all b. The best on held-out rows of
 *
 *   1. a straight line, for b ≫ 0;       2. descent on the square loss, for moderate b;
 *   3. for each guess of b < 0: the top principal direction of the rows with large labels, then w ← w + ηu, back to the
 *      sphere, with u = E[f(x) y x^⊥w 1{w·x ≥ b̃}], the tilt f making the rows beyond the kink count.
 *
 * As in the paper: the three cases, the tilt with ρ = .5 and λ = .9, both signs of the principal direction. Ours: the bound of
 * large labels is the quantile that |y| ≥ β/|b| has for clean labels, so that β need not be guessed; steps shrink; and the
 * second case is one descent from the Chow vector.
 */
export const biasedRelu: Part<Learner, { biases: Reals }> = part(
  {
    name: "biasedRelu",
    about: "ReLU of any bias, also a strongly negative one: thresholded PCA, then reweighted descent.",
    reference: "GuoV2025",
    parameters: {
      biases: { symbol: "b", initial: [-1, -2, -3], range: [-10, -0.1], about: "guesses of the bias" },
    },
  },
  ({ biases }) => {
    const link = { name: "relu", parameters: { bias: 0 } };
    const line: Route = { initializer: zero(), fieldOf: scoring(), schedule: constant({ steps: 1 }), last: true };
    const moderate: Route = { initializer: chow(), fieldOf: squareLoss(), schedule: constant({ steps: 200 }) };
    const strong = biases.map(
      (bias): Route => ({
        initializer: thresholdedPca({ share: normalDistribution(bias + 1 / bias) }),
        fieldOf: tilted({ bias }),
        geometry: sphere(),
        schedule: geometric({ angle: 1, decay: 0.1, length: 0.25, floor: 0.02 }),
      }),
    );
    return {
      name: "biasedRelu",
      link,
      ...withLink(
        () => link,
        alongBest(() => [line, moderate, ...strong]),
      ),
    };
  },
);
