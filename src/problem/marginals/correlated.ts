import { type Part, part, type Real } from "../../part.ts";
import type { Marginal } from "../marginal.ts";

/** x ~ N(0, Σ), Σ_jk = r^|j−k|: x₁ = e₁, x_j = r x_{j−1} + √(1 − r²) e_j with e ~ N(0, I). */
export const correlated: Part<Marginal, { correlation: Real }> = part(
  {
    name: "correlated",
    about: "Normal coordinates in a row, each correlated with its neighbors; shows what whitening is worth.",
    reference: "folklore",
    parameters: {
      correlation: { symbol: "r", initial: 0.7, range: [-0.999, 0.999], about: "of a coordinate with the next" },
    },
  },
  ({ correlation }) => ({
    name: "correlated",
    parameters: { correlation },
    draw: (n, d, stream) => {
      const x = stream.normals(n * d);
      const fresh = Math.sqrt(1 - correlation * correlation);
      for (let row = 0; row < x.length; row += d) {
        for (let j = 1; j < d; j++) x[row + j] = correlation * x[row + j - 1] + fresh * x[row + j];
      }
      return x;
    },
    covariance: (d) => {
      const covariance = new Float64Array(d * d);
      for (let j = 0; j < d; j++) {
        let power = 1;
        for (let k = j; k < d; k++) {
          covariance[j * d + k] = power;
          covariance[k * d + j] = power;
          power *= correlation;
        }
      }
      return covariance;
    },
  }),
);
