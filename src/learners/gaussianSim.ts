import { UsageError } from "../errors.ts";
import { hermite, hermiteCoefficient } from "../math/hermite.ts";
import type { Frame } from "../method/field.ts";
import { hermiteDegree } from "../method/fields/hermiteDegree.ts";
import { sphere } from "../method/geometries/sphere.ts";
import { given } from "../method/given.ts";
import { unfolded } from "../method/initializers/unfolded.ts";
import { centered } from "../method/relabeled.ts";
import { indexAt } from "../method/rowSums.ts";
import { constant } from "../method/schedules/constant.ts";
import type { Trial } from "../method/trial.ts";
import { type Part, part, type Real } from "../part.ts";
import { linkOf } from "../pass/maps.ts";
import { linkAt } from "../problem/link.ts";
import { along } from "./following.ts";
import type { Learner } from "./learner.ts";

/** Tensors of higher degree are not for tables. */
const MOST_DEGREE = 4;
/** Steps are no longer than for a coefficient of so many deviations of the labels. */
const LEAST_COEFFICIENT = 0.05;

/**
 * Gaussian SIMs (WangZDD2024): a start from the Hermite tensor of degree k*, the link's information exponent, then descent on
 * the sphere along its k*-th Hermite term, −c √k E[y He_{k−1}(w·x) x], with η = 1/(2e k c²).
 *
 * Assumes Gaussian x, a known link with |w*| = 1 and c = c_{k*} not small; may fall and rise. Õ(d^⌈½k*⌉ + d/ε) rows,
 * O(‖σ′‖²)·OPT + ε: a factor that grows with the link, where monotoneGlm's does not.
 *
 * Read of the paper: loss, start by unfolding, guarantee. Ours, and checked by simulation: the shape of the unfolding, all
 * constants, c measured at the start rather than taken from the link, whose unit labels may not share; labels less their
 * mean, which is no part of any term of degree k ≥ 1 and would add variance to all. Signs are chosen on held-out rows.
 */
export const gaussianSim: Part<Learner, { steps: Real }> = part(
  {
    name: "gaussianSim",
    about: "Known link of any information exponent up to 4: tensor start, spherical descent on one Hermite term.",
    reference: "WangZDD2024",
    parameters: { steps: { symbol: "T", initial: 40, range: [1, 1e5], about: "number of steps" } },
  },
  ({ steps }) => ({
    name: "gaussianSim",
    link: "told",
    anyShape: true,
    coarse:
      "a correlation bears all of the labels' variance, the signal's own too: √E[y²He_{k−1}²]/√k·c a direction, over √n",
    ...along(async (trial) => {
      const { degree, sign } = exponentOf(trial);
      const pass = centered(trial.train);
      const starts = await unfolded({ degree }).starts({ ...trial, pass });
      const c = starts.length > 0 ? await coefficientAt(starts[0], degree, { ...trial, pass }) : 1;
      return {
        initializer: given(...starts),
        fieldOf: hermiteDegree({ degree, coefficient: sign * c }),
        geometry: sphere(),
        schedule: constant({ size: 1 / (2 * Math.E * degree * c * c), steps }),
        seen: centered,
      };
    }),
  }),
);

/** k* and the sign of c_{k*}. */
function exponentOf({ knowledge }: Trial): { degree: number; sign: 1 | -1 } {
  const link = linkOf(knowledge.link ?? { name: "identity", parameters: {} });
  const degree = link.informationExponent;
  if (degree > MOST_DEGREE) {
    const would = "use another learner, or a link with a term of lower degree";
    throw new UsageError({ where: "gaussianSim", what: "an information exponent beyond 4", got: degree, would });
  }
  const c = link.hermite?.(degree) ?? hermiteCoefficient(linkAt(link).value, degree);
  return { degree, sign: c < 0 ? -1 : 1 };
}

/** |E[y He_k(w·x)]|, at least a twentieth of the centered labels' deviation. */
async function coefficientAt(w: Float64Array, degree: number, frame: Frame): Promise<number> {
  const { labels, weights, mass } = frame.pass;
  const z = await indexAt(w, frame);
  let [product, squares] = [0, 0];
  labels.forEach((y, i) => {
    const weight = weights?.[i] ?? 1;
    product += (weight * y * hermite(degree, z[i])) / mass;
    squares += (weight * y * y) / mass;
  });
  return Math.max(Math.abs(product), LEAST_COEFFICIENT * Math.sqrt(squares)) || 1;
}
