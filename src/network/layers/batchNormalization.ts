import { type Part, part, type Real } from "../../part.ts";
import type { Layer } from "../layer.ts";
import { sizeOf } from "../shape.ts";

/**
 * y = γ (x − μ)/√(v + ε) + β for every channel, μ and v its mean and variance over all pixels of the batch (IoffeS2015).
 * There are no running means: whoever predicts gives the statistics of all training rows (`statisticsOf`), as the
 * points of a curve between networks need them anew (GaripovIPVW2018).
 */
export const batchNormalization: Part<Layer, { epsilon: Real }> = part(
  {
    name: "batchNormalization",
    about: "Every channel brought to mean β and deviation γ over the batch.",
    reference: "IoffeS2015",
    parameters: { epsilon: { symbol: "ε", initial: 1e-5, range: [0, 1], about: "added to the variance" } },
  },
  ({ epsilon }) => ({
    name: "batchNormalization",
    on: (shape) => {
      const n = shape.channels;
      const size = sizeOf(shape);
      return {
        output: shape,
        tensors: [
          { name: "scale", shape: [n], mean: 1, deviation: 0 },
          { name: "shift", shape: [n], mean: 0, deviation: 0 },
        ],
        statistics: 2 * n,
        open: (capacity) => {
          const y = new Float64Array(capacity * size);
          /** (x − μ)/√(v + ε). */
          const normal = new Float64Array(capacity * size);
          const dx = new Float64Array(capacity * size);
          const seen = new Float64Array(2 * n);
          let used: Float64Array = seen;
          const rates = () => Float64Array.from({ length: n }, (_, j) => 1 / Math.sqrt(used[n + j] + epsilon));
          return {
            seen,
            forward: (parameters, x, rows, statistics) => {
              const count = rows * size;
              used = statistics ?? seen;
              if (statistics === undefined) momentsInto(seen, x, count, n);
              const rate = rates();
              for (let i = 0; i < count; ) {
                for (let j = 0; j < n; j++, i++) {
                  normal[i] = (x[i] - used[j]) * rate[j];
                  y[i] = parameters[j] * normal[i] + parameters[n + j];
                }
              }
              return y;
            },
            // With m numbers of a channel and N = (x − μ)/√(v + ε): ∂/∂γ = Σ dy N, ∂/∂β = Σ dy, and since μ and v are
            // themselves means over the batch, dx = γ/√(v + ε) · (dy − ∂β/m − N ∂γ/m).
            backward: (parameters, dy, rows, gradient) => {
              const count = rows * size;
              const own = new Float64Array(2 * n);
              for (let i = 0; i < count; ) {
                for (let j = 0; j < n; j++, i++) {
                  own[j] += dy[i] * normal[i];
                  own[n + j] += dy[i];
                }
              }
              for (let j = 0; j < 2 * n; j++) gradient[j] += own[j];
              const rate = rates();
              const m = used === seen ? count / n : Number.POSITIVE_INFINITY;
              for (let i = 0; i < count; ) {
                for (let j = 0; j < n; j++, i++) {
                  dx[i] = parameters[j] * rate[j] * (dy[i] - own[n + j] / m - (normal[i] * own[j]) / m);
                }
              }
              return dx;
            },
          };
        },
      };
    },
  }),
);

/** n means, then n variances (without a correction) of the channels. */
function momentsInto(out: Float64Array, x: Float64Array, count: number, n: number): void {
  const m = count / n;
  out.fill(0);
  for (let i = 0; i < count; ) for (let j = 0; j < n; j++, i++) out[j] += x[i];
  for (let j = 0; j < n; j++) out[j] /= m;
  for (let i = 0; i < count; ) for (let j = 0; j < n; j++, i++) out[n + j] += (x[i] - out[j]) * (x[i] - out[j]);
  for (let j = 0; j < n; j++) out[n + j] /= m;
}
