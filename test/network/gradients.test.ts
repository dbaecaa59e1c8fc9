/** Every gradient is proved by a Taylor slope: what f(w + hv) − f(w) − h g·v leaves falls as h². */
import { describe, expect, test } from "vitest";
import { RandomStream } from "../../src/math/random.ts";
import { dot } from "../../src/math/vectors.ts";
import { layers } from "../../src/network/layers/index.ts";
import { type Architecture, network } from "../../src/network/network.ts";
import { flat } from "../../src/network/shape.ts";

const image = { height: 6, width: 5, channels: 2 };
/** A smooth loss on top of each; kinks are crossed with probability of order h, which the seed avoids. */
const nets: Record<string, Architecture> = {
  dense: { input: flat(7), layers: ["dense:size=5", "dense:size=4"] },
  relu: { input: flat(7), layers: ["dense:size=9", "relu", "dense:size=4"] },
  embedding: { input: flat(3), layers: ["embedding:words=6:size=5", "dense:size=8", "relu", "dense:size=4"] },
  conv3x3: { input: image, layers: ["conv3x3:channels=3", "relu", "conv3x3:channels=2", "dense:size=4"] },
  averagePool: { input: image, layers: ["conv3x3:channels=3", "averagePool", "conv3x3:channels=2", "dense:size=4"] },
  maxPool: { input: image, layers: ["conv3x3:channels=3", "maxPool:side=2", "conv3x3:channels=2", "dense:size=4"] },
  batchNormalization: {
    input: image,
    layers: ["conv3x3:channels=3", "batchNormalization", "relu", "dense:size=6", "batchNormalization", "dense:size=4"],
  },
};

/** The logarithmic slopes, base 2, of what a first-order expansion leaves as h halves. */
function taylorSlopes(architecture: Architecture, weights?: Float64Array): number[] {
  const net = network(architecture);
  const rows = 6;
  const run = net.open(rows);
  const stream = new RandomStream(3);
  const w = net.draw(stream);
  for (let i = 0; i < w.length; i++) w[i] += 0.1 * stream.normal();
  const words = architecture.layers[0].startsWith("embedding");
  const x = Float64Array.from({ length: rows * net.inputs }, () => (words ? stream.below(6) : stream.normal()));
  const labels = Int32Array.from({ length: rows }, (_, i) => i % net.outputs);
  const loss = (at: Float64Array): number => {
    const { losses } = run.gradient(at, { x, labels }, new Float64Array(w.length));
    return losses.reduce((sum, each, i) => sum + (weights?.[i] ?? 1 / rows) * each, 0);
  };
  const g = new Float64Array(w.length);
  run.gradient(w, { x, labels }, g, weights);
  const v = stream.normals(w.length);
  const left = [1e-3, 5e-4, 2.5e-4].map((h) =>
    Math.abs(loss(w.map((value, i) => value + h * v[i])) - loss(w) - h * dot(g, v)),
  );
  return left.slice(1).map((each, k) => Math.log2(left[k] / each));
}

describe("the remainder of a first-order expansion falls with slope 2", () => {
  test("there is a network for each layer", () => expect(Object.keys(nets).sort()).toEqual(Object.keys(layers).sort()));

  for (const [name, architecture] of Object.entries(nets)) {
    // The third order adds about h to the slope; a wrong gradient has slope 1.
    test(name, () => {
      for (const slope of taylorSlopes(architecture)) expect(slope).toBeCloseTo(2, 1);
    });
  }

  test("with weights of rows, negative ones included", () => {
    for (const slope of taylorSlopes(nets.relu, Float64Array.of(2, 0, -1, 0.5, 0.25, 3)))
      expect(slope).toBeCloseTo(2, 1);
  });
});
