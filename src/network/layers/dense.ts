import { type Part, part, type Real } from "../../part.ts";
import { type Layer, NOTHING } from "../layer.ts";
import { addProduct, matrix, transposed } from "../matmul.ts";
import { flat, sizeOf } from "../shape.ts";

/** y = Wx + b, W size×k with N(0, 2/k) entries at first (HeZRS2015), b = 0. An image is read as one vector. */
export const dense: Part<Layer, { size: Real }> = part(
  {
    name: "dense",
    about: "Every output a weighted sum of all inputs.",
    reference: "folklore",
    parameters: { size: { symbol: "m", initial: 100, range: [1, 1e6], about: "number of outputs" } },
  },
  ({ size: n }) => ({
    name: "dense",
    on: (input) => {
      const k = sizeOf(input);
      return {
        output: flat(n),
        tensors: [
          { name: "weights", shape: [n, k], mean: 0, deviation: Math.sqrt(2 / k) },
          { name: "shift", shape: [n], mean: 0, deviation: 0 },
        ],
        statistics: 0,
        open: (capacity) => {
          const y = new Float64Array(capacity * n);
          let dx = NOTHING;
          let last = NOTHING;
          return {
            forward: (parameters, x, rows) => {
              last = x;
              const shift = parameters.subarray(n * k);
              for (let i = 0; i < rows; i++) y.set(shift, i * n);
              addProduct(y, matrix(x, k), transposed(matrix(parameters, k)), { m: rows, k, n });
              return y;
            },
            backward: (parameters, dy, rows, gradient, onward) => {
              addProduct(gradient, transposed(matrix(dy, n)), matrix(last, k), { m: n, k: rows, n: k });
              for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < n; j++) gradient[n * k + j] += dy[at++];
              if (!onward) return NOTHING;
              if (dx === NOTHING) dx = new Float64Array(capacity * k);
              dx.fill(0, 0, rows * k);
              addProduct(dx, matrix(dy, n), matrix(parameters, k), { m: rows, k: n, n: k });
              return dx;
            },
          };
        },
      };
    },
  }),
);
