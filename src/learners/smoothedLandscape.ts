import { exp, ln } from "../math/elementary.ts";
import { bothSides } from "../method/bothSides.ts";
import type { FieldOf } from "../method/field.ts";
import { correlation } from "../method/fields/correlation.ts";
import { smoothedCorrelation } from "../method/fields/smoothedCorrelation.ts";
import { sphere } from "../method/geometries/sphere.ts";
import { random } from "../method/initializers/random.ts";
import type { Schedule } from "../method/schedule.ts";
import { type Part, part, type Real } from "../part.ts";
import { along } from "./following.ts";
import type { Learner } from "./learner.ts";

/**
 * The smoothed landscape (DamianNGL2023): online SGD from a uniform point on the correlation loss averaged over a sphere of
 * directions about w, λ from 1 to d^¼; then λ = 0 with steps that shrink as 1/(d + t). Smoothing takes n ~ d^½k* rows where
 * online SGD takes d^(k*−1).
 *
 * Assumes Gaussian x and clean labels. The average over directions is exact, in closed form, where the paper draws it. Step
 * sizes, the share of rows in the first stage and batches are ours.
 */
export const smoothedLandscape: Part<Learner, { spread: Real; size: Real; share: Real; batch: Real; passes: Real }> =
  part(
    {
      name: "smoothedLandscape",
      about: "Known link, spherical SGD on a loss averaged over directions, then on the loss itself.",
      reference: "DamianNGL2023",
      parameters: {
        spread: { symbol: "λ", initial: 0.25, range: [0, 1], about: "smoothing d^λ of the first stage" },
        size: { symbol: "η", initial: 1, range: [1e-9, 100], about: "step size, in units of 1/d" },
        share: { symbol: "s", initial: 0.5, range: [0, 1], about: "share of the steps that are smoothed" },
        batch: { symbol: "N", initial: 8, range: [1, 1e9], about: "fresh rows a step" },
        passes: { symbol: "P", initial: 1, range: [1, 1e4], about: "how often all rows are read" },
      },
    },
    ({ spread, size, share, batch, passes }) => ({
      name: "smoothedLandscape",
      link: "told",
      anyShape: true,
      coarse: "a correlation bears all of the labels' variance, the signal's own too",
      ...along(({ train }) => {
        const d = train.features;
        const steps = Math.max(1, Math.floor((passes * train.rows) / batch));
        return {
          initializer: bothSides(random()),
          fieldOf: twoStages(exp(spread * ln(d))),
          geometry: sphere(),
          schedule: stages(steps, share, size, d),
          batch,
          last: true,
          resumes: true,
        };
      }),
    }),
  );

/** Smoothed while the schedule's φ is above 0, plain from where it is 0. */
function twoStages(spread: number): FieldOf {
  return (known) => {
    const [first, second] = [smoothedCorrelation({ spread })(known), correlation()(known)];
    return { name: "twoStages", at: (w, phi, frame) => (phi > 0 ? first : second).at(w, phi, frame) };
  };
}

/** Steps η/d, then η/(d + t). */
function stages(steps: number, share: number, size: number, d: number): Schedule {
  const first = Math.floor(share * steps);
  return {
    name: "stages",
    at(t) {
      if (t >= steps) return null;
      return t < first ? { phi: 0.5, step: () => size / d } : { phi: 0, step: () => size / (d + t - first) };
    },
  };
}
