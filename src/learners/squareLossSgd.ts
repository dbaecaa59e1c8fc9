import { scaled } from "../math/vectors.ts";
import { bothSides } from "../method/bothSides.ts";
import { squareLoss } from "../method/fields/squareLoss.ts";
import type { Initializer } from "../method/initializer.ts";
import { constant } from "../method/schedules/constant.ts";
import { type Part, part, type Real } from "../part.ts";
import { along } from "./following.ts";
import type { Learner } from "./learner.ts";
import { stepOf } from "./stepOf.ts";

/**
 * Stochastic descent on the square loss (YehudaiS2020): from N(0, τ²I) with τ = 1/(d√2), a fresh row or a few each step;
 * the last iterate. With clean labels, and x spread out in every plane, it converges to w* from half of all starts.
 *
 * As in the paper: field, start, fresh rows. Ours: the step and the batch; the paper's η ≤ λ/(2c) is of order 10⁻⁵. An
 * intercept's start is 0.
 */
export const squareLossSgd: Part<Learner, { batch: Real; size: Real; passes: Real }> = part(
  {
    name: "squareLossSgd",
    about: "Known link, stochastic descent on the square loss from a small random start.",
    reference: "YehudaiS2020",
    parameters: {
      batch: { symbol: "N", initial: 10, range: [1, 1e9], about: "fresh rows a step" },
      size: { symbol: "η", initial: 0.05, range: [1e-9, 10], about: "step size, in units of 1/L²" },
      passes: { symbol: "P", initial: 3, range: [1, 1e4], about: "how often all rows are read" },
    },
  },
  ({ batch, size, passes }) => ({
    name: "squareLossSgd",
    link: "told",
    coarse:
      "steps of one size keep dancing about w* where labels have noise: √(η/2N) of its deviation a direction, whatever n",
    ...along((trial) => ({
      initializer: bothSides(smallStart),
      fieldOf: squareLoss(),
      schedule: constant({
        size: size * stepOf(trial, 2),
        steps: Math.max(1, Math.floor((passes * trial.train.rows) / batch)),
      }),
      batch,
      last: true,
      resumes: true,
    })),
  }),
);

const smallStart: Initializer = {
  name: "smallStart",
  async starts({ whitening, pass, stream }) {
    const d = pass.features;
    const start = new Float64Array(whitening.size);
    start.set(scaled(stream.normals(d), 1 / (d * Math.SQRT2)));
    return [start];
  },
};
