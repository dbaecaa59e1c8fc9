import { symmetricEigen } from "../../math/linear.ts";
import { scaled } from "../../math/vectors.ts";
import { type Part, part, type Real } from "../../part.ts";
import type { Initializer } from "../initializer.ts";
import { momentsOfRows } from "../rowSums.ts";

/**
 * ±v, the top eigenvector of E[x̃x̃ᵀ 1{|y| ≥ t}]: rows with large labels spread most along w* where a link responds on few
 * rows (GuoV2025). t is the quantile of |y| that leaves the share given.
 */
export const thresholdedPca: Part<Initializer, { share: Real }> = part(
  {
    name: "thresholdedPca",
    about: "Top principal direction of the rows with the largest labels, and its opposite.",
    reference: "GuoV2025",
    parameters: { share: { symbol: "p", initial: 0.05, range: [1e-6, 1], about: "share of rows with such labels" } },
  },
  ({ share }) => ({
    name: "thresholdedPca",
    async starts(frame) {
      const sizes = frame.pass.labels.map(Math.abs);
      const at = Math.min(Math.floor((1 - share) * sizes.length), sizes.length - 1);
      const t = sizes.slice().sort()[at];
      const { xx } = await momentsOfRows(
        sizes.map((size) => (size >= t ? 1 : 0)),
        frame,
      );
      const d = Math.sqrt(xx.length);
      const { vectors } = symmetricEigen(xx, d);
      const top = Float64Array.from({ length: d }, (_, j) => vectors[j * d + d - 1]);
      return [top, scaled(top, -1)];
    },
  }),
);
