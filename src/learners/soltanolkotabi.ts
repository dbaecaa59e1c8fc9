import { reflected } from "../method/fields/reflected.ts";
import { ball } from "../method/geometries/ball.ts";
import { zero } from "../method/initializers/zero.ts";
import type { Schedule } from "../method/schedule.ts";
import { type Part, part, type Real } from "../part.ts";
import { along, withLink } from "./following.ts";
import type { Learner } from "./learner.ts";

/**
 * Learning ReLUs (Soltanolkotabi2017): projected descent from 0 on the square loss, w ← w − E[(σ(z) − y)(1 + sgn z) x],
 * the first step twice as long, onto |w| ≤ R. For Gaussian x and clean labels the error shrinks by a constant factor a
 * step: E g(0) = −w* / 2, so the first step lands on w* in the mean, and the rest sees to the sampling.
 *
 * Assumes labels of a ReLU through the origin without noise; nothing is promised for others. The paper's R(w) ≤ R(w*) may
 * be any regularizer; here it is the norm. The paper's condition needs R = |w*|, and the default bounds nothing.
 */
export const soltanolkotabi: Part<Learner, { steps: Real; radius: Real }> = part(
  {
    name: "soltanolkotabi",
    about: "ReLU, square-loss descent whose error shrinks by a factor a step on clean Gaussian rows.",
    reference: "Soltanolkotabi2017",
    parameters: {
      steps: { symbol: "T", initial: 50, range: [1, 1e5], about: "number of steps" },
      radius: { symbol: "R", initial: 1e12, range: [0, 1e300], about: "bound of the norm" },
    },
  },
  ({ steps, radius }) => {
    const link = { name: "relu", parameters: { bias: 0 } };
    return {
      name: "soltanolkotabi",
      link,
      ...withLink(
        () => link,
        along(() => ({
          initializer: zero(),
          fieldOf: reflected(),
          geometry: ball({ radius }),
          schedule: firstTwice(steps),
          last: true,
        })),
      ),
    };
  },
);

const firstTwice = (steps: number): Schedule => ({
  name: "firstTwice",
  at: (t) => (t < steps ? { phi: 0, step: () => (t === 0 ? 2 : 1) } : null),
});
