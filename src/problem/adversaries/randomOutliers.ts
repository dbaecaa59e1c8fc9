import { type Part, part, type Real } from "../../part.ts";
import { type Adversary, rowAdversary } from "../adversary.ts";
import { randomRows } from "../rows.ts";

/** Random rows are labeled ±k sd (1 + U), sd² = Var σ(w*·x), U uniform on [0, 1]; 0/1 labels are flipped. */
export const randomOutliers: Part<Adversary, { size: Real }> = part(
  {
    name: "randomOutliers",
    about: "Random rows get labels far off, of either sign; what a slipped decimal point does.",
    reference: "folklore",
    parameters: {
      size: { symbol: "k", initial: 10, range: [0, 1e6], about: "of the smallest outlier, in standard deviations" },
    },
  },
  ({ size }) =>
    rowAdversary({
      name: "randomOutliers",
      parameters: { size },
      responses: ["real", "binary"],
      relabel: (y, rows, sample, stream) => {
        const smallest = size * Math.sqrt(sample.variance);
        for (const i of randomRows(sample.n, rows, stream)) {
          const sign = stream.bernoulli(0.5) ? 1 : -1;
          y[i] = sample.responses === "binary" ? 1 - y[i] : sign * smallest * (1 + stream.uniform());
        }
      },
    }),
);
