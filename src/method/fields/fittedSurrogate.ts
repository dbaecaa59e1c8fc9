import { lipschitzIsotonic } from "../../math/boundedIsotonic.ts";
import { norm, scaled } from "../../math/vectors.ts";
import { type Part, part, type Real } from "../../part.ts";
import { binOf } from "../../pass/maps.ts";
import type { ProfileSums } from "../../pass/pass.ts";
import { centersOf, fieldEdges, isotonicOfBins } from "../bins.ts";
import type { FieldOf } from "../field.ts";
import { columnsProfile, fieldOfBins } from "./plugIn.ts";

/**
 * E[(û(z) − y) x] with û the isotonic fit at the weights at hand, Lipschitz if asked: the field of Isotron (L = ∞)
 * and L-Isotron. It weighs all places alike, h = 1, which is what an adversary takes advantage of.
 */
export const fittedSurrogate: Part<FieldOf, { lipschitz: Real }> = part(
  {
    name: "fittedSurrogate",
    about: "The matching loss's gradient with a fitted monotone curve in place of the link: h = 1.",
    reference: "KalaiS2009",
    parameters: {
      lipschitz: { symbol: "L", initial: Infinity, range: [0, Infinity], about: "largest slope of the fitted curve" },
    },
  },
  ({ lipschitz }) =>
    () => ({
      name: "fittedSurrogate",
      async at(w, _phi, frame) {
        // z has deviation |w̃|, and the bins are made for deviation 1.
        const edges = scaled(fieldEdges(frame.pass.mass), norm(w) || 1);
        const profile = await columnsProfile(w, frame, edges);
        const fit = lipschitz === Infinity ? isotonicOfBins(profile) : lipschitzOfBins(profile, edges, lipschitz);
        return fieldOfBins(profile, fit, new Float64Array(fit.length).fill(1), frame);
      },
    }),
);

/** The Lipschitz isotonic fit of the bins, each at the mean of its z. */
function lipschitzOfBins(profile: ProfileSums, edges: Float64Array, lipschitz: number): Float64Array {
  const { mass, y } = profile;
  const centers = centersOf(profile, edges);
  const labels = mass.map((weight, j) => (weight > 0 ? y[j] / weight : 0));
  const { knots, values } = lipschitzIsotonic(centers, labels, lipschitz, mass);
  return centers.map((center) => values[Math.max(binOf(knots, center) - 1, 0)]);
}
