import { slicedMeans } from "../method/initializers/slicedMeans.ts";
import { still } from "../method/still.ts";
import { type Part, part, type Real } from "../part.ts";
import { along } from "./following.ts";
import type { Learner } from "./learner.ts";

/**
 * Sliced inverse regression (Li1991): the top eigenvector of the covariance of the means of x over slices of y. For
 * elliptical x it finds w* whatever the curve and the noise, unless the curve is even; nothing is promised for corrupted
 * labels, of which each slice feels its own alone. As in the paper, with slices of equal counts.
 */
export const slicedInverseRegression: Part<Learner, { slices: Real }> = part(
  {
    name: "slicedInverseRegression",
    about: "Unknown link, top direction of the means of x over slices of the labels.",
    reference: "Li1991",
    parameters: { slices: { symbol: "H", initial: 10, range: [2, 1000], about: "number of slices" } },
  },
  ({ slices }) => ({
    name: "slicedInverseRegression",
    link: "found",
    coarse: "slices tell which labels are larger, not by how much: several times as far off as the best there is",
    ...along(() => ({ initializer: slicedMeans({ slices }), ...still })),
  }),
);
