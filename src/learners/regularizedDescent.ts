import { squareLoss } from "../method/fields/squareLoss.ts";
import { zero } from "../method/initializers/zero.ts";
import { clippedAt } from "../method/relabeled.ts";
import { constant } from "../method/schedules/constant.ts";
import { type Part, part, type Real } from "../part.ts";
import { along } from "./following.ts";
import type { Learner } from "./learner.ts";
import { stepOf } from "./stepOf.ts";

/**
 * Square-loss descent of DiakonikolasKTZ2022 from 0, labels clipped at M, the last iterate:
 *
 *   its Algorithm 1, for sigmoidal σ: one table, w ← w − η(½∇L(w) + ρw). Bad stationary points lie far out, where the
 *     landscape is flat, and the regularization keeps away from them;
 *   its Algorithm 2, for ReLU-like σ (`regularization` 0 and a `batch`): fresh rows each step. Bad stationary points lie
 *     on the wrong side, w·w* < 0, and a start at 0 keeps away from them.
 *
 * C·OPT with C depending on the marginal and σ. As in the paper: fields, start, last iterate. Ours: η = ½/L², ρ = 10⁻³,
 * measured to cost no more than 10⁻⁴ of the loss; the theory's ρ ~ ε³/κ⁵ is astronomically large for any tanh.
 */
export const regularizedDescent: Part<
  Learner,
  { steps: Real; size: Real; regularization: Real; batch: Real; clip: Real }
> = part(
  {
    name: "regularizedDescent",
    about: "Known link, regularized descent on the square loss from the origin.",
    reference: "DiakonikolasKTZ2022",
    parameters: {
      steps: { symbol: "T", initial: 600, range: [1, 1e6], about: "number of steps" },
      size: { symbol: "η", initial: 0.5, range: [1e-9, 10], about: "step size, in units of 1/L²" },
      regularization: { symbol: "ρ", initial: 1e-3, range: [0, 10], about: "regularization" },
      batch: { symbol: "N", initial: 0, range: [0, 1e9], about: "fresh rows a step; 0 for all rows every step" },
      clip: {
        symbol: "M",
        initial: 1,
        range: [0, 1],
        about: "quantile of |y| at which labels are clipped; 1 for none",
      },
    },
  },
  ({ steps, size, regularization, batch, clip }) => ({
    name: "regularizedDescent",
    link: "told",
    ...along((trial) => ({
      initializer: zero(),
      fieldOf: squareLoss({ ridge: regularization }),
      schedule: constant({ size: size * stepOf(trial, 2), steps }),
      ...(batch > 0 && { batch }),
      seen: (pass) => clippedAt(pass, clip),
      last: true,
    })),
  }),
);
