import { symmetricEigen } from "../../math/linear.ts";
import { addScaled, dot, scaled } from "../../math/vectors.ts";
import { type Part, part, type Real } from "../../part.ts";
import type { Threshold } from "../../pass/pass.ts";
import { type Initializer, quantile, type StartContext } from "../initializer.ts";
import { labelMoments } from "./chow.ts";

/**
 * The top eigenvector of Σ p_h m_h m_hᵀ, m_h the mean of x̃ − E[x̃] over the rows whose labels fall in slice h (Li1991): for
 * elliptical x it lies along w*, whatever the link, unless that is even. The sign is that of the Chow vector.
 */
export const slicedMeans: Part<Initializer, { slices: Real }> = part(
  {
    name: "slicedMeans",
    about: "Top direction of the means of x over slices of the labels.",
    reference: "Li1991",
    parameters: { slices: { symbol: "H", initial: 10, range: [2, 1000], about: "number of slices" } },
  },
  ({ slices }) => ({
    name: "slicedMeans",
    async starts(context) {
      const d = context.whitening.size;
      const matrix = new Float64Array(d * d);
      // Slices are what lies above one quantile less what lies above the next; all rows, of which x̃ need not be centered, first.
      const all = await labelMoments(context, { sign: 1, above: Number.NEGATIVE_INFINITY, orEqual: true });
      let before = all;
      for (const threshold of [...thresholds(context, Math.round(slices)), undefined]) {
        const above = threshold ? await labelMoments(context, threshold) : { mean: 0, chow: new Float64Array(d) };
        const share = before.mean - above.mean;
        const sum = addScaled(addScaled(before.chow, -1, above.chow), -share, all.chow);
        if (share > 0)
          for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) matrix[i * d + j] += (sum[i] * sum[j]) / share;
        before = above;
      }
      const { vectors } = symmetricEigen(matrix, d);
      const top = Float64Array.from({ length: d }, (_, j) => vectors[j * d + d - 1]);
      const { chow } = await labelMoments(context);
      return [scaled(top, dot(top, chow) < 0 ? -1 : 1)];
    },
  }),
);

/** y > t at distinct quantiles of the labels, ascending. */
function thresholds({ sortedLabels }: StartContext, slices: number): Threshold[] {
  const cuts = Array.from({ length: slices - 1 }, (_, h) => quantile(sortedLabels, (h + 1) / slices));
  return [...new Set(cuts)].map((above) => ({ sign: 1, above, orEqual: false }));
}
