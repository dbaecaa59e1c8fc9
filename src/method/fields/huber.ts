import { type Part, part, type Real } from "../../part.ts";
import type { FieldOf } from "../field.ts";
import { indexAt, meanOfRows } from "../rowSums.ts";

/** Of normal residuals r the median of |r| is .6745 deviations. */
const NORMAL = 0.6745;

/**
 * E[ψ(z − y) x] with ψ(r) = min(max(r, −cs), cs) and s = median |r| / .6745 at the weights at hand: no row pulls harder
 * than c deviations.
 */
export const huber: Part<FieldOf, { cut: Real }> = part(
  {
    name: "huber",
    about: "Least squares whose residuals are cut at so many robust deviations.",
    reference: "Huber1964",
    parameters: {
      cut: { symbol: "c", initial: 1.345, range: [1e-3, 1e6], about: "deviations at which a residual is cut" },
    },
  },
  ({ cut }) =>
    () => ({
      name: "huber",
      async at(w, _phi, frame) {
        const { labels } = frame.pass;
        const residuals = (await indexAt(w, frame)).map((z, i) => z - labels[i]);
        const sizes = residuals.map(Math.abs).sort();
        const most = (cut * sizes[Math.floor(sizes.length / 2)]) / NORMAL;
        return meanOfRows(
          residuals.map((r) => Math.min(Math.max(r, -most), most)),
          frame,
        );
      },
    }),
);
