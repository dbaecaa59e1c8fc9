import { type Part, part } from "../../part.ts";
import type { Layer } from "../layer.ts";
import { sizeOf } from "../shape.ts";

/** y = max(x, 0), with slope 0 at 0. */
export const relu: Part<Layer, {}> = part(
  { name: "relu", about: "The positive part of every number.", reference: "folklore", parameters: {} },
  () => ({
    name: "relu",
    on: (shape) => ({
      output: shape,
      tensors: [],
      statistics: 0,
      open: (capacity) => {
        const size = sizeOf(shape);
        const y = new Float64Array(capacity * size);
        const dx = new Float64Array(capacity * size);
        return {
          forward: (_, x, rows) => {
            for (let i = 0; i < rows * size; i++) y[i] = x[i] > 0 ? x[i] : 0;
            return y;
          },
          backward: (_, dy, rows) => {
            for (let i = 0; i < rows * size; i++) dx[i] = y[i] > 0 ? dy[i] : 0;
            return dx;
          },
        };
      },
    }),
  }),
);
