import { surrogate } from "../method/fields/surrogate.ts";
import { ball } from "../method/geometries/ball.ts";
import { zero } from "../method/initializers/zero.ts";
import { clippedAt } from "../method/relabeled.ts";
import { constant } from "../method/schedules/constant.ts";
import { type Part, part, type Real } from "../part.ts";
import { along } from "./following.ts";
import type { Learner } from "./learner.ts";
import { stepOf } from "./stepOf.ts";

/**
 * Sharpness (WangZDD2023): from 0, w ← w − η E[(σ(w·x) − y) x] over fresh rows with labels clipped at M; the last iterate.
 *
 * Assumes σ nondecreasing with σ′ ≥ β on t > 0, and x with mass on the far side of every halfspace near w* and tails of
 * more than four moments; need not be Gaussian. Then the surrogate is *sharp*, g(w)·(w − w*) ≥ μ|w − w*|², and the error
 * is C·OPT + ε: for ReLU and x as likely as −x, μ is ½ exactly and C at most (1 + L/μ)² = 9.
 *
 * As in the paper: field, start, last iterate. Ours: the settings. With E xxᵀ = I and the whole table each step, η = 1/(2L)
 * and T = (4L/μ) ln(W²/ε) steps do, so that 200 are enough for ε = e⁻²⁵W²; the paper's η ~ μ²/L² and fresh batches of
 * ~d/(μ²ε) rows are `size` and `batch`.
 */
export const sharpness: Part<Learner, { steps: Real; size: Real; batch: Real; radius: Real; clip: Real }> = part(
  {
    name: "sharpness",
    about:
      "Known link, surrogate descent whose sharpness gives C·OPT + ε under adversarial labels, C growing with L/μ.",
    reference: "WangZDD2023",
    parameters: {
      steps: { symbol: "T", initial: 200, range: [1, 1e6], about: "number of steps" },
      size: { symbol: "η", initial: 0.5, range: [1e-9, 10], about: "step size, in units of 1/L" },
      batch: { symbol: "N", initial: 0, range: [0, 1e9], about: "fresh rows a step; 0 for all rows every step" },
      radius: { symbol: "W", initial: 1e12, range: [0, 1e300], about: "bound of the norm" },
      clip: {
        symbol: "M",
        initial: 1,
        range: [0, 1],
        about: "quantile of |y| at which labels are clipped; 1 for none",
      },
    },
  },
  ({ steps, size, batch, radius, clip }) => ({
    name: "sharpness",
    link: "told",
    ...along((trial) => ({
      initializer: zero(),
      fieldOf: surrogate(),
      geometry: ball({ radius }),
      schedule: constant({ size: size * stepOf(trial, 1), steps }),
      ...(batch > 0 && { batch }),
      seen: (pass) => clippedAt(pass, clip),
      last: true,
    })),
  }),
);
