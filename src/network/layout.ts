/** Where each tensor of a network stands in the one flat array that holds all its parameters. */
import type { RandomStream } from "../math/random.ts";
import type { Tensor } from "./layer.ts";

/** A tensor and its place: entries `from … from + size` of the flat array, row-major. */
export interface Place extends Tensor {
  /** Which layer it belongs to, from 0. */
  readonly layer: number;
  readonly from: number;
  readonly size: number;
}

export interface Layout {
  readonly size: number;
  readonly places: readonly Place[];
}

/** The tensors of all layers, one after the other. */
export function layoutOf(layers: readonly (readonly Tensor[])[]): Layout {
  let from = 0;
  const places = layers.flatMap((tensors, layer) =>
    tensors.map((tensor) => {
      const size = tensor.shape.reduce((product, length) => product * length, 1);
      const place = { ...tensor, layer, from, size };
      from += size;
      return place;
    }),
  );
  return { size: from, places };
}

/** Parameters to begin with: each tensor as it says itself. */
export function drawn({ size, places }: Layout, stream: RandomStream): Float64Array {
  const parameters = new Float64Array(size);
  for (const { from, size, mean, deviation } of places) {
    const tensor = parameters.subarray(from, from + size);
    if (deviation > 0) stream.fillNormals(tensor);
    for (let i = 0; i < size; i++) tensor[i] = mean + deviation * tensor[i];
  }
  return parameters;
}
