import { unit } from "../math/vectors.ts";
import { NO_LINK } from "../method/field.ts";
import { anchoredSurrogate } from "../method/fields/anchoredSurrogate.ts";
import { euclidean } from "../method/geometries/euclidean.ts";
import { shell } from "../method/geometries/shell.ts";
import type { Initializer } from "../method/initializer.ts";
import { journey } from "../method/iterate.ts";
import { constant } from "../method/schedules/constant.ts";
import { type Part, part, type Real, type Reals } from "../part.ts";
import { alongBest } from "./following.ts";
import type { Learner } from "./learner.ts";

/**
 * Alignment sharpness (ZarifisWDD2024): for each guess β of |w*|, w ← β(w − η E[(û(w·x) − y) x])/|·| with û the best fit at
 * w among nondecreasing curves through 0 with slopes at most b, and at least a on the right; every iterate is tested.
 *
 * Assumes a link in U_(a,b) and x with bounded densities in planes and exponential tails (log-concave, say). The field is
 * then *sharp in the angle*, g(w)·(w − w*) ≥ μ|w*^⊥w|² up to the noise, and the error C·OPT + ε, C ~ (b/μ)⁴. The norm it
 * does not see, hence the guesses.
 *
 * As in the paper: field with the exact programme for û, guesses, starts (iterates of the same descent from 0, of which the
 * first is the Chow vector), test. Ours: η, T, a short geometric list of norms in place of spacings of η√ε, one start, and
 * that the test fits its curve without the bounds a and b. The paper's η = μ³/(2⁷b⁴) is of order 10⁻⁶.
 */
export const alignmentSharpness: Part<
  Learner,
  { least: Real; most: Real; size: Real; steps: Real; norms: Reals; starts: Real }
> = part(
  {
    name: "alignmentSharpness",
    about: "Unknown link of bounded slopes, best fit and surrogate step in turn at guessed norms: C·OPT + ε.",
    reference: "ZarifisWDD2024",
    parameters: {
      least: { symbol: "a", initial: 0.5, range: [0, 1e6], about: "least slope right of the origin" },
      most: { symbol: "b", initial: 2, range: [1e-9, 1e6], about: "largest slope" },
      size: { symbol: "η", initial: 0.5, range: [1e-9, 10], about: "step size" },
      steps: { symbol: "T", initial: 40, range: [1, 1e6], about: "number of steps for each norm" },
      norms: { symbol: "β", initial: [0.25, 0.5, 1, 2], range: [1e-9, 1e9], about: "guesses of the norm" },
      starts: { symbol: "t₀", initial: 1, range: [1, 1e4], about: "how many iterates from 0 are starts" },
    },
  },
  ({ least, most, size, steps, norms, starts }) => {
    const fieldOf = anchoredSurrogate({ least, most });
    const descent: Initializer = {
      name: "descent",
      async starts({ pass, whitening }) {
        const iterates = await journey({
          field: fieldOf(NO_LINK),
          geometry: euclidean(),
          schedule: constant({ size, steps: starts }),
          pass,
          whitening,
          start: new Float64Array(whitening.size),
        });
        return iterates.slice(1).map(({ w }) => unit(w));
      },
    };
    return {
      name: "alignmentSharpness",
      link: "found",
      ...alongBest(() =>
        norms.map((radius) => ({
          initializer: descent,
          fieldOf,
          geometry: shell({ radius }),
          schedule: constant({ size, steps }),
        })),
      ),
    };
  },
);
