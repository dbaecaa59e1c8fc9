import { type Part, part, type Real } from "../../part.ts";
import { type Layer, NOTHING } from "../layer.ts";
import { addProduct, matrix, transposed } from "../matmul.ts";
import { type Shape, sizeOf } from "../shape.ts";

/**
 * Every pixel becomes W·(its 3×3 neighborhood) + b, 0 beyond the rim; W channels×9k with N(0, 2/9k) entries at first
 * (HeZRS2015). The neighborhoods of an image's pixels are laid out as rows of a matrix, which makes it a product.
 */
export const conv3x3: Part<Layer, { channels: Real }> = part(
  {
    name: "conv3x3",
    about: "Every pixel a weighted sum of its 3×3 neighborhood, the same weights everywhere.",
    reference: "LeCunBBH1998",
    parameters: { channels: { symbol: "c", initial: 8, range: [1, 1e5], about: "number of filters" } },
  },
  ({ channels: n }) => ({
    name: "conv3x3",
    on: (input) => {
      const { height, width } = input;
      const k = 9 * input.channels;
      const pixels = height * width;
      const size = sizeOf(input);
      return {
        output: { height, width, channels: n },
        tensors: [
          { name: "filters", shape: [n, k], mean: 0, deviation: Math.sqrt(2 / k) },
          { name: "shift", shape: [n], mean: 0, deviation: 0 },
        ],
        statistics: 0,
        open: (capacity) => {
          const y = new Float64Array(capacity * pixels * n);
          const around = new Float64Array(pixels * k);
          const aroundSlope = new Float64Array(pixels * k);
          let dx = NOTHING;
          let last = NOTHING;
          return {
            forward: (parameters, x, rows) => {
              last = x;
              const shift = parameters.subarray(n * k);
              for (let i = 0; i < rows * pixels; i++) y.set(shift, i * n);
              for (let row = 0; row < rows; row++) {
                neighborhoods(x, row * size, input, around);
                const to = row * pixels * n;
                addProduct(y, matrix(around, k), transposed(matrix(parameters, k)), { m: pixels, k, n, to });
              }
              return y;
            },
            backward: (parameters, dy, rows, gradient, onward) => {
              if (onward && dx === NOTHING) dx = new Float64Array(capacity * size);
              if (onward) dx.fill(0, 0, rows * size);
              for (let i = 0, at = 0; i < rows * pixels; i++) {
                for (let j = 0; j < n; j++) gradient[n * k + j] += dy[at++];
              }
              for (let row = 0; row < rows; row++) {
                const slope = matrix(dy, n, row * pixels * n);
                neighborhoods(last, row * size, input, around);
                addProduct(gradient, transposed(slope), matrix(around, k), { m: n, k: pixels, n: k });
                if (!onward) continue;
                aroundSlope.fill(0);
                addProduct(aroundSlope, slope, matrix(parameters, k), { m: pixels, k: n, n: k });
                addBack(aroundSlope, dx, row * size, input);
              }
              return dx;
            },
          };
        },
      };
    },
  }),
);

/** The 3×3 neighborhood of every pixel of the image at `from`, a row each. */
function neighborhoods(x: Float64Array, from: number, shape: Shape, out: Float64Array): void {
  out.fill(0);
  eachNeighbor(shape, (pixel, place) => {
    for (let c = 0; c < shape.channels; c++) out[place + c] = x[from + pixel + c];
  });
}

/** What belongs to a neighborhood is added to the pixels that it came from. */
function addBack(around: Float64Array, dx: Float64Array, from: number, shape: Shape): void {
  eachNeighbor(shape, (pixel, place) => {
    for (let c = 0; c < shape.channels; c++) dx[from + pixel + c] += around[place + c];
  });
}

/** Visits the neighbors of all pixels: where a neighbor begins in the image, and where in the rows of neighborhoods. */
function eachNeighbor({ height, width, channels }: Shape, visit: (pixel: number, place: number) => void): void {
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      for (let a = Math.max(0, 1 - i); a < Math.min(3, height + 1 - i); a++) {
        for (let b = Math.max(0, 1 - j); b < Math.min(3, width + 1 - j); b++) {
          const pixel = (i + a - 1) * width + j + b - 1;
          visit(pixel * channels, ((i * width + j) * 9 + 3 * a + b) * channels);
        }
      }
    }
  }
}
