/**
 * A compact network: layers one after the other, all parameters in one flat Float64Array. Flat, because curves, planes
 * and descent treat a network as a point w; double precision, because JavaScript multiplies in no other without rounding
 * after each step, and because gradients can then be proved to eight digits.
 */
import { UsageError } from "../errors.ts";
import type { RandomStream } from "../math/random.ts";
import { parsePart } from "../part.ts";
import { type Batch, type ClassifiedRows, checkRows, gathered } from "./classifiedRows.ts";
import type { LaidLayer, LayerRun } from "./layer.ts";
import { layers as catalogue } from "./layers/index.ts";
import { drawn, type Layout, layoutOf } from "./layout.ts";
import { type Shape, sizeOf } from "./shape.ts";
import { softmax, softmaxCrossEntropy } from "./softmaxCrossEntropy.ts";

/** A network as data: `{ input: flat(784), layers: ["dense:size=100", "relu", "dense:size=10"] }`. */
export interface Architecture {
  readonly input: Shape;
  readonly layers: readonly string[];
}

export interface Network {
  readonly architecture: Architecture;
  /** Numbers of a row. */
  readonly inputs: number;
  /** Scores of a row, one for each label. */
  readonly outputs: number;
  readonly layout: Layout;
  /** How many numbers of batch statistics there are; 0 without batch normalization. */
  readonly statistics: number;
  /** Parameters to begin with. */
  draw(stream: RandomStream): Float64Array;
  /** Scratch space for batches of up to so many rows; one for each concurrent use. */
  open(rows?: number): NetworkRun;
}

export interface Measured {
  /** Mean −ln p_y, in nats. */
  readonly loss: number;
  /** Share of the rows whose label has not the largest score. */
  readonly error: number;
}

/**
 * The network that an architecture describes.
 *
 * @throws UsageError for a layer that there is not, or that does not fit onto the one before
 *
 * @example
 * import { network, RandomStream } from "plumbline-fit";
 *
 * const net = network({ input: { height: 1, width: 1, channels: 2 }, layers: ["dense:size=8", "relu", "dense:size=2"] });
 * console.log(net.layout.size); // → 42
 * const w = net.draw(new RandomStream(1));
 * const rows = { n: 2, x: Float64Array.of(1, 0, 0, 1), labels: Int32Array.of(0, 1), classes: 2 };
 * const { error } = net.open().measure(w, rows);
 * console.log(error <= 1); // → true
 */
export function network(architecture: Architecture): Network {
  let shape = architecture.input;
  if (!(Number.isSafeInteger(sizeOf(shape)) && sizeOf(shape) > 0) || architecture.layers.length === 0) {
    throw new UsageError({ where: "network", what: "nothing to work on", would: "give an input shape and layers" });
  }
  const laid = architecture.layers.map((text) => {
    const layer = parsePart("layer", catalogue, text).on(shape);
    shape = layer.output;
    return layer;
  });
  const layout = layoutOf(laid.map(({ tensors }) => tensors));
  const inputs = sizeOf(architecture.input);
  const outputs = sizeOf(shape);
  return {
    architecture,
    inputs,
    outputs,
    layout,
    statistics: laid.reduce((sum, { statistics }) => sum + statistics, 0),
    draw: (stream) => drawn(layout, stream),
    open: (rows = 128) => new NetworkRun(laid, layout, inputs, outputs, rows),
  };
}

/** Where a layer's own numbers stand among those of all. */
interface Section {
  readonly run: LayerRun;
  readonly from: number;
  readonly to: number;
  readonly statisticsFrom: number;
  readonly statisticsTo: number;
}

/** A network at work on batches. Arrays handed out stand until the next call. */
export class NetworkRun {
  readonly #sections: readonly Section[];
  readonly #inputs: number;
  readonly #outputs: number;
  readonly #capacity: number;
  readonly #slopes: Float64Array;
  readonly #room: Float64Array;

  constructor(laid: readonly LaidLayer[], { places }: Layout, inputs: number, outputs: number, rows: number) {
    let from = 0;
    let statisticsFrom = 0;
    this.#sections = laid.map((layer, k) => {
      const own = places.filter((place) => place.layer === k).reduce((sum, place) => sum + place.size, 0);
      const section = {
        run: layer.open(rows),
        from,
        to: from + own,
        statisticsFrom,
        statisticsTo: statisticsFrom + layer.statistics,
      };
      from = section.to;
      statisticsFrom = section.statisticsTo;
      return section;
    });
    this.#inputs = inputs;
    this.#outputs = outputs;
    this.#capacity = rows;
    this.#slopes = new Float64Array(rows * outputs);
    this.#room = new Float64Array(rows * inputs);
  }

  /**
   * The scores of a batch, rows × outputs.
   *
   * @param statistics of the training rows; the batch's own where none are given
   */
  scores(w: Float64Array, x: Float64Array, rows: number, statistics?: Float64Array): Float64Array {
    let y = x;
    for (const { run, from, to, statisticsFrom, statisticsTo } of this.#sections) {
      const own = statisticsTo > statisticsFrom ? statistics?.subarray(statisticsFrom, statisticsTo) : undefined;
      y = run.forward(w.subarray(from, to), y, rows, own);
    }
    return y;
  }

  /**
   * Adds the gradient of Σ weight·loss over a batch to `gradient`; weights are 1/rows unless told.
   *
   * @returns each row's loss, and how many labels are wrong
   */
  gradient(w: Float64Array, { x, labels }: Batch, gradient: Float64Array, weights?: Float64Array) {
    const rows = labels.length;
    const judged = softmaxCrossEntropy(this.scores(w, x, rows), labels, this.#outputs, this.#slopes, weights);
    let dy = this.#slopes;
    for (let k = this.#sections.length - 1; k >= 0; k--) {
      const { run, from, to } = this.#sections[k];
      dy = run.backward(w.subarray(from, to), dy, rows, gradient.subarray(from, to), k > 0);
    }
    return judged;
  }

  /** Mean loss and error over all rows. */
  measure(w: Float64Array, data: ClassifiedRows, statistics?: Float64Array): Measured {
    checkRows("rows", data, this.#inputs);
    let loss = 0;
    let errors = 0;
    for (const batch of this.#batches(data)) {
      const scores = this.scores(w, batch.x, batch.labels.length, statistics);
      const judged = softmaxCrossEntropy(scores, batch.labels, this.#outputs);
      loss += judged.losses.reduce((sum, each) => sum + each, 0);
      errors += judged.errors;
    }
    return { loss: loss / data.n, error: errors / data.n };
  }

  /** The probabilities of all labels for all rows, n × outputs. */
  probabilities(w: Float64Array, data: ClassifiedRows, statistics?: Float64Array): Float64Array {
    checkRows("rows", data, this.#inputs);
    const all = new Float64Array(data.n * this.#outputs);
    let at = 0;
    for (const { x, labels } of this.#batches(data)) {
      const shares = softmax(this.scores(w, x, labels.length, statistics), labels.length, this.#outputs);
      all.set(shares, at);
      at += shares.length;
    }
    return all;
  }

  /**
   * Batch statistics at w, those of every batch of the training rows averaged by size (GaripovIPVW2018). Nothing where no
   * layer has any.
   */
  statisticsOf(w: Float64Array, data: ClassifiedRows): Float64Array | undefined {
    const { statisticsTo } = this.#sections[this.#sections.length - 1];
    if (statisticsTo === 0) return undefined;
    checkRows("rows", data, this.#inputs);
    const mean = new Float64Array(statisticsTo);
    for (const { x, labels } of this.#batches(data)) {
      this.scores(w, x, labels.length);
      const share = labels.length / data.n;
      for (const { run, statisticsFrom } of this.#sections) {
        run.seen?.forEach((value, j) => {
          mean[statisticsFrom + j] += share * value;
        });
      }
    }
    return mean;
  }

  *#batches(data: ClassifiedRows): Generator<Batch> {
    for (let from = 0; from < data.n; from += this.#capacity) {
      const length = Math.min(this.#capacity, data.n - from);
      yield gathered(
        data,
        Int32Array.from({ length }, (_, i) => from + i),
        this.#room,
      );
    }
  }
}
