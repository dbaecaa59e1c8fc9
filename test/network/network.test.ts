import { describe, expect, test } from "vitest";
import { RandomStream } from "../../src/math/random.ts";
import { someRows } from "../../src/network/classifiedRows.ts";
import { network } from "../../src/network/network.ts";
import { flat } from "../../src/network/shape.ts";
import { TRAINING, train } from "../../src/network/train.ts";
import { digits } from "../fixtures/digits.ts";

const all = digits();
const [learn, heldOut] = [someRows(all, 0, 1300), someRows(all, 1300, all.n)];

async function trained(layers: readonly string[], input = flat(64), sweeps = 10) {
  const net = network({ input, layers });
  let w = new Float64Array(0);
  const losses = [];
  for await (const standing of train(net, learn, { ...TRAINING, sweeps, batch: 50 })) {
    w = standing.w.slice();
    losses.push(standing.loss);
  }
  return { net, w, losses };
}

describe("a network", () => {
  test("learns digits that it has not seen, and the same bits twice", async () => {
    const one = await trained(["dense:size=32", "relu", "dense:size=10"]);
    const two = await trained(["dense:size=32", "relu", "dense:size=10"]);
    expect(one.w).toEqual(two.w);
    // scikit-learn's MLPClassifier(32) has 0.06 to 0.08 on these rows.
    expect(one.net.open().measure(one.w, heldOut).error).toBeLessThan(0.09);
  });

  test("with convolutions and batch normalization predicts by the statistics of the training rows", async () => {
    const { net, w } = await trained(
      ["conv3x3:channels=8", "batchNormalization", "relu", "maxPool", "dense:size=10"],
      { height: 8, width: 8, channels: 1 },
      4,
    );
    const run = net.open(100);
    const statistics = run.statisticsOf(w, learn);
    expect(statistics).toHaveLength(16);
    expect(run.measure(w, heldOut, statistics).error).toBeLessThan(0.09);
    // One row at a time has no statistics of its own to speak of: they must be those given.
    expect(net.open(1).measure(w, heldOut, statistics).loss).toBeCloseTo(run.measure(w, heldOut, statistics).loss, 12);
  });

  test("scores a row alike in whatever batch it comes, to the last bit", () => {
    const net = network({ input: flat(64), layers: ["dense:size=33", "relu", "dense:size=10"] });
    const w = net.draw(new RandomStream(1));
    expect(net.open(7).probabilities(w, heldOut)).toEqual(net.open(250).probabilities(w, heldOut));
  });

  test("lays its parameters out one after another, a filter a row", () => {
    const { layout } = network({
      input: { height: 4, width: 4, channels: 2 },
      layers: ["conv3x3:channels=3", "dense:size=5"],
    });
    expect(layout.places.map(({ name, shape, from }) => [name, shape, from])).toEqual([
      ["filters", [3, 18], 0],
      ["shift", [3], 54],
      ["weights", [5, 48], 57],
      ["shift", [5], 297],
    ]);
    expect(layout.size).toBe(302);
  });
});

test("what cannot be is said", () => {
  expect(() => network({ input: flat(3), layers: ["dens:size=3"] })).toThrow(/no such layer.*did you mean "dense"/);
  expect(() => network({ input: flat(3), layers: ["maxPool"] })).toThrow(/do not fit into the image, got "1×1"/);
  expect(() => network({ input: flat(3), layers: [] })).toThrow(/nothing to work on/);
  const net = network({ input: flat(3), layers: ["dense:size=2"] });
  const w = net.draw(new RandomStream(1));
  const rows = { n: 2, x: new Float64Array(6), labels: Int32Array.of(0, 2), classes: 2 };
  expect(() => net.open().measure(w, rows)).toThrow(/no such label, got 2/);
  expect(() => net.open().measure(w, { ...rows, x: new Float64Array(4) })).toThrow(/sizes do not fit/);
  const words = network({ input: flat(1), layers: ["embedding:words=4:size=2", "dense:size=2"] });
  const text = { n: 1, x: Float64Array.of(4), labels: Int32Array.of(0), classes: 2 };
  expect(() => words.open().measure(words.draw(new RandomStream(1)), text)).toThrow(/no such word, got 4/);
});

test("an aborted training throws its signal's reason, and steps too large say so", async () => {
  const net = network({ input: flat(64), layers: ["dense:size=10"] });
  const stopped = new AbortController();
  stopped.abort(new Error("enough"));
  const run = train(net, learn, TRAINING, { signal: stopped.signal });
  await expect(run.next()).rejects.toThrow("enough");
  await expect(train(net, learn, { ...TRAINING, step: 1e300, decay: 1 }).next()).rejects.toThrow(/take smaller steps/);
});
