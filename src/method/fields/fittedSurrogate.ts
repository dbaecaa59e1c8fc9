import { lipschitzIsotonic } from "../../math/boundedIsotonic.ts";
import { norm, scaled } from "../../math/vectors.ts";
import { type Part, part, type Real } from "../../part.ts";
import { binOf } from "../../pass/maps.ts";
import type { ProfileSums } from "../../pass/pass.ts";
import { centersOf, fieldEdges, isotonicOfBins } from "../bins.ts";
import type { FieldOf, Frame } from "../field.ts";
import { indexAt, meanOfRows } from "../rowSums.ts";
import { valueAt } from "./anchoredSurrogate.ts";
import { columnsProfile, fieldOfBins } from "./plugIn.ts";

/**
 * E[(û(z) − y) x] with û the isotonic fit at the weights at hand, Lipschitz if asked: the field of Isotron (L = ∞)
 * and L-Isotron. It weighs all places alike, h = 1, which is what an adversary takes advantage of.
 *
 * Few rows are fitted as the papers do, a knot for every z; of many, bins tell the same and take no sorting.
 */
export const fittedSurrogate: Part<FieldOf, { lipschitz: Real; exact: Real }> = part(
  {
    name: "fittedSurrogate",
    about: "The matching loss's gradient with a fitted monotone curve in place of the link: h = 1.",
    reference: "KalaiS2009",
    parameters: {
      lipschitz: { symbol: "L", initial: Infinity, range: [0, Infinity], about: "largest slope of the fitted curve" },
      exact: {
        symbol: "N",
        initial: 10_000,
        range: [0, 1e9],
        about: "so many rows are fitted row by row, more in bins",
      },
    },
  },
  ({ lipschitz, exact }) =>
    () => ({
      name: "fittedSurrogate",
      at: (w, _phi, frame) =>
        frame.pass.rows <= exact ? fieldOfRows(w, frame, lipschitz) : fieldInBins(w, frame, lipschitz),
    }),
);

async function fieldOfRows(w: Float64Array, frame: Frame, lipschitz: number): Promise<Float64Array> {
  const { labels, weights } = frame.pass;
  const z = await indexAt(w, frame);
  const fit = lipschitzIsotonic(z, labels, lipschitz, weights);
  return meanOfRows(
    z.map((value, i) => valueAt(fit, value, 0) - labels[i]),
    frame,
  );
}

async function fieldInBins(w: Float64Array, frame: Frame, lipschitz: number): Promise<Float64Array> {
  // z has deviation |w̃|, and the bins are made for deviation 1.
  const edges = scaled(fieldEdges(frame.pass.mass), norm(w) || 1);
  const profile = await columnsProfile(w, frame, edges);
  const fit = lipschitz === Infinity ? isotonicOfBins(profile) : lipschitzOfBins(profile, edges, lipschitz);
  return fieldOfBins(profile, fit, new Float64Array(fit.length).fill(1), frame);
}

/** The Lipschitz isotonic fit of the bins, each at the mean of its z. */
function lipschitzOfBins(profile: ProfileSums, edges: Float64Array, lipschitz: number): Float64Array {
  const { mass, y } = profile;
  const centers = centersOf(profile, edges);
  const labels = mass.map((weight, j) => (weight > 0 ? y[j] / weight : 0));
  const { knots, values } = lipschitzIsotonic(centers, labels, lipschitz, mass);
  return centers.map((center) => values[Math.max(binOf(knots, center) - 1, 0)]);
}
