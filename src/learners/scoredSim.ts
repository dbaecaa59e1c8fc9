import { norm, unit } from "../math/vectors.ts";
import { scoredChow, scoredPlugIn } from "../method/fields/scoredPlugIn.ts";
import { sphere } from "../method/geometries/sphere.ts";
import { geometric } from "../method/schedules/geometric.ts";
import { type Part, part, type Real } from "../part.ts";
import { along } from "./following.ts";
import type { Learner } from "./learner.ts";

/**
 * An experiment beyond Gaussian x, ours: monotone SIMs where the marginal is known to be another law, of independent
 * coordinates or elliptical. The start E[(y − ȳ)s(x)] and the plug-in field use the score s of that law in place of x, which
 * by parts (Stein1981) keeps them pointing at w* on clean labels, as x does for normal ones alone. No theorem is claimed for
 * corrupted labels.
 *
 * The law must have a smooth density that vanishes at its ends, and be the right one: uniform columns have no such score.
 *
 * What it is worth: at the start much, where the Chow vector of a bent link is off by 10° under a Laplace law and the score's
 * by 2°; at the end nothing that we could measure, since the field with x vanishes at w* as well once m̂ has followed. Under
 * corrupted labels it ends where monotoneSim does: `plumbline study beyond-gaussian`.
 */
export const scoredSim: Part<Learner, { law: Real; degrees: Real }> = part(
  {
    name: "scoredSim",
    about: "Unknown monotone link, x of another known law than the normal one: plug-in field with that law's score.",
    reference: "Stein1981",
    parameters: {
      law: { symbol: "p", initial: 0, range: [0, 3], about: "0 normal, 1 Laplace, 2 Student, 3 elliptical Student" },
      degrees: { symbol: "ν", initial: 5, range: [2.1, 1e6], about: "degrees of freedom of Student's laws" },
    },
  },
  ({ law, degrees }) => ({
    name: "scoredSim",
    link: "found",
    ...along(() => ({
      initializer: {
        name: "scoredChow",
        async starts(frame) {
          const chow = await scoredChow(frame, law, degrees);
          return norm(chow) > 0 ? [unit(chow)] : [];
        },
      },
      fieldOf: scoredPlugIn({ law, degrees }),
      geometry: sphere(),
      schedule: geometric({ angle: 1, decay: 0.1, length: 0.25, floor: 0.03 }),
    })),
  }),
);
