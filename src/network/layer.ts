/**
 * A layer of a network. It is described, not programmed: `dense:size=100` is a part of the catalogue in `layers/`, so a
 * whole network is a list of words that can be posted to a worker or printed.
 */
import type { Shape } from "./shape.ts";

/** Parameters that belong together, and the normal law N(mean, deviation²) that they begin with. */
export interface Tensor {
  readonly name: string;
  /**
   * A matrix has a row for each filter (each neuron of a dense layer), which is what directions are normalized by.
   * Shifts and scales have one axis.
   */
  readonly shape: readonly number[];
  readonly mean: number;
  readonly deviation: number;
}

/** A layer with its parameter values filled in. */
export interface Layer {
  readonly name: string;
  /** The layer for rows of that shape. @throws UsageError where there can be none. */
  on(input: Shape): LaidLayer;
}

export interface LaidLayer {
  readonly output: Shape;
  readonly tensors: readonly Tensor[];
  /** How many numbers it takes from the batch at hand beside the parameters; 0 for most layers. */
  readonly statistics: number;
  /** Scratch space for batches of up to so many rows. One for each concurrent use. */
  open(rows: number): LayerRun;
}

/** Forward and backward on one batch at a time. Arrays handed out stand until the next call. */
export interface LayerRun {
  /**
   * @param parameters its own
   * @param x rows × input size
   * @param statistics to use in place of the batch's own
   * @returns rows × output size, in an array that may be longer
   */
  forward(parameters: Float64Array, x: Float64Array, rows: number, statistics?: Float64Array): Float64Array;
  /**
   * Of the batch that went forward last: adds ∂loss/∂parameters to `gradient`.
   *
   * @param dy ∂loss/∂y, rows × output size
   * @param onward whether the layer before needs ∂loss/∂x; it is returned then, rows × input size
   */
  backward(
    parameters: Float64Array,
    dy: Float64Array,
    rows: number,
    gradient: Float64Array,
    onward: boolean,
  ): Float64Array;
  /** What the batch that went forward last has of its own. */
  readonly seen?: Float64Array;
}

/** Handed back where nothing was asked for. */
export const NOTHING: Float64Array = new Float64Array(0);
