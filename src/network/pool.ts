/** What the two kinds of pooling share: squares of pixels without overlap, each channel by itself. */
import { UsageError } from "../errors.ts";
import type { LaidLayer } from "./layer.ts";
import { type Shape, sizeOf } from "./shape.ts";

/** Joins the numbers of a square, and shares out what comes back among them. */
export interface Pooling {
  /** @param at where its numbers stand in x */
  join(x: Float64Array, at: Int32Array): number;
  share(dy: number, x: Float64Array, at: Int32Array, dx: Float64Array): void;
}

/** Squares of side × side pixels; pixels that fill none at the right and lower rim are left out. */
export function pooled(name: string, input: Shape, side: number, { join, share }: Pooling): LaidLayer {
  const output = {
    height: Math.floor(input.height / side),
    width: Math.floor(input.width / side),
    channels: input.channels,
  };
  if (sizeOf(output) === 0) {
    throw new UsageError({
      where: name,
      what: `squares of side ${side} do not fit into the image`,
      got: `${input.height}×${input.width}`,
      would: "pool less, or larger images",
    });
  }
  const [size, joined] = [sizeOf(input), sizeOf(output)];
  const squares = squaresOf(input, output, side);
  return {
    output,
    tensors: [],
    statistics: 0,
    open: (capacity) => {
      const y = new Float64Array(capacity * joined);
      const dx = new Float64Array(capacity * size);
      let last: Float64Array = y;
      return {
        forward: (_, x, rows) => {
          last = x;
          for (let row = 0; row < rows; row++) {
            const image = x.subarray(row * size, (row + 1) * size);
            for (let j = 0; j < joined; j++) y[row * joined + j] = join(image, squares[j]);
          }
          return y;
        },
        backward: (_, dy, rows) => {
          dx.fill(0, 0, rows * size);
          for (let row = 0; row < rows; row++) {
            const image = last.subarray(row * size, (row + 1) * size);
            const slope = dx.subarray(row * size, (row + 1) * size);
            for (let j = 0; j < joined; j++) share(dy[row * joined + j], image, squares[j], slope);
          }
          return dx;
        },
      };
    },
  };
}

/** For every number of the output, where in an image the numbers are that it joins. */
function squaresOf(input: Shape, { height, width, channels }: Shape, side: number): Int32Array[] {
  return Array.from({ length: height * width * channels }, (_, j) => {
    const channel = j % channels;
    const pixel = (j - channel) / channels;
    const [top, left] = [side * Math.floor(pixel / width), side * (pixel % width)];
    return Int32Array.from({ length: side * side }, (_, k) => {
      const [row, column] = [top + Math.floor(k / side), left + (k % side)];
      return (row * input.width + column) * channels + channel;
    });
  });
}
