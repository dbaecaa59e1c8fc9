import { describe, expect, test } from "vitest";
import { curveAt } from "../../src/fit/curve.ts";
import { fit } from "../../src/fit/fit.ts";
import type { Model } from "../../src/fit/model.ts";
import { predict } from "../../src/fit/predict.ts";
import { links } from "../../src/problem/links/index.ts";
import { arrays, indexOf, ramp, sample, timeless } from "./samples.ts";

const SCALES = [0.01, 1, 250];
const OFFSETS = [1e6, 0, -3];
const table = ramp({ features: 3, rows: 300 });
const stretched = { ...table, x: table.x.map((value, i) => value * SCALES[i % 3] + OFFSETS[i % 3]) };

describe.each([
  ["told", { link: "relu" }],
  ["untold", {}],
])("%s", (_, options) => {
  test("the index has mean 0 and variance 1, and the curve never falls", async () => {
    const model = await fit(stretched, options);
    const z = indexOf(model, stretched);
    const mean = z.reduce((sum, value) => sum + value, 0) / z.length;
    const variance = z.reduce((sum, value) => sum + value * value, 0) / z.length - mean * mean;
    // x near 10⁶ with deviation .01 has 8 digits left.
    expect(Math.abs(mean)).toBeLessThan(1e-8);
    expect(Math.abs(variance - 1)).toBeLessThan(1e-8);
    const u = curveAt(model.link);
    const heights = z.sort().map(u);
    expect(heights.every((height, i) => i === 0 || height >= heights[i - 1])).toBe(true);
  });

  test("weights·x + offset is z, to the digits that large columns leave it", async () => {
    const { weights, offset, standardized, centers } = await fit(table, options);
    const { x, n, d } = table;
    const z = indexOf({ weights, centers } as Model, table);
    for (let i = 0; i < n; i++) {
      const sum = weights.reduce((total, weight, j) => total + weight * x[i * d + j], offset);
      expect(Math.abs(sum - z[i])).toBeLessThan(1e-13);
    }
    weights.forEach((weight, j) => {
      const column = Float64Array.from({ length: n }, (_unused, i) => x[i * d + j] - centers[j]);
      const deviation = Math.sqrt(column.reduce((sum, value) => sum + value * value, 0) / n);
      expect(standardized[j]).toBeCloseTo(weight * deviation, 12);
    });
  });
});

test.each([
  ["probit", 1],
  ["erf", 2],
  ["exponential", 3],
])("effects are the mean change of predictions for a small step of the column: %s", async (name, seed) => {
  const drawn = sample(links[name](), { rows: 200, features: 3, seed });
  const model = await fit(arrays(drawn), { link: name });
  const mean = (shift: number, column: number): number => {
    const x = drawn.x.map((value, i) => (i % drawn.d === column ? value + shift : value));
    const { prediction } = predict(model, { x, n: drawn.n, d: drawn.d });
    return prediction.reduce((sum, value) => sum + value, 0) / drawn.n;
  };
  const step = 1e-4;
  for (let j = 0; j < drawn.d; j++) {
    const slope = (mean(step, j) - mean(-step, j)) / (2 * step);
    // Effects see slopes through noise of a tenth of a deviation: off by .005·u‴/u′ of them.
    expect(Math.abs(model.effects[j] - slope)).toBeLessThan(0.01 * Math.abs(slope) + 1e-6);
  }
});

describe("units change nothing", () => {
  const fresh = ramp({ features: 3, rows: 50, seed: 77 });
  const at = (model: Model, x: Float64Array): Float64Array => predict(model, { x, n: fresh.n, d: 3 }).prediction;
  const farthest = (a: Float64Array, b: Float64Array): number =>
    a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
  const plain = fit(table).then((model) => at(model, fresh.x));

  test("columns times powers of two: the same bits, up to sums of products", async () => {
    const change = (value: number, i: number): number => value * [4, 0.25, 1024][i % 3];
    const model = await fit({ ...table, x: table.x.map(change) });
    expect(farthest(at(model, fresh.x.map(change)), await plain)).toBeLessThan(1e-14);
  });

  test.each([
    // Cells keep 52 − log₂ of the offset bits: errors of 1e-16·10⁶ in x, times the steepness of a polyline between
    // two neighboring rows, of which 50 lie in no gap narrower than 1e-6.
    ["times 3, a tenth, a thousand", [3, 0.1, 1000], 0],
    ["plus 10⁶", [1, 1, 1], 1e6],
  ])("columns %s", async (_, scales, offset) => {
    const change = (value: number, i: number): number => value * scales[i % 3] + offset;
    const model = await fit({ ...table, x: table.x.map(change) });
    expect(farthest(at(model, fresh.x.map(change)), await plain)).toBeLessThan(1e-6);
  });

  test.each([
    ["times 8", 8, 0],
    ["times 10, plus 7", 10, 7],
    ["plus a billion", 1, 1e9],
  ])("labels %s", async (_, scale, shift) => {
    const model = await fit({ ...table, y: table.y.map((label) => label * scale + shift) });
    const back = at(model, fresh.x).map((value) => (value - shift) / scale);
    // Labels around 10⁹ are rounded to 1e-7.
    expect(farthest(back, await plain)).toBeLessThan(shift === 1e9 ? 1e-5 : 1e-10);
  });
});

test("the same seed gives the same model, another seed another split", async () => {
  const [once, again, other] = [await fit(table), await fit(table), await fit(table, { seed: 2 })];
  expect(timeless(again)).toEqual(timeless(once));
  expect(other.heldOut).not.toEqual(once.heldOut);
});

test("without intercept the shift of a known link is 0", async () => {
  const model = await fit(table, { link: "relu", intercept: false });
  expect(model.link).toMatchObject({ name: "relu", shift: 0 });
  expect(model.heldOut.fit.r2).toBeGreaterThan(0.9);
});
