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
    coarse: "at least 1 a direction, over √n, however little noise there is: 1/√λ, λ = Var E[z | slice] below 1",
    ...along(() => ({ initializer: slicedMeans({ slices }), ...still })),
  }),
);
