import { describe, expect, test } from "vitest";
import { basinsOf } from "../../src/landscape/basins.ts";
import {
  FIELD_NAMES,
  gridOf,
  neuronAt,
  planeChart,
  pointsAway,
  sphereChart,
  surrogateAt,
} from "../../src/landscape/neuron.ts";
import { stationaryPoints } from "../../src/landscape/stationary.ts";
import { gaussianTerrain, sampleTerrain, squareTerrain } from "../../src/landscape/terrain.ts";
import { RandomStream } from "../../src/math/random.ts";
import { dot, norm } from "../../src/math/vectors.ts";
import { adversaries } from "../../src/problem/adversaries/index.ts";
import { linkAt } from "../../src/problem/link.ts";
import { links } from "../../src/problem/links/index.ts";
import { marginals } from "../../src/problem/marginals/index.ts";
import { corruptedLabel, LANDSCAPE } from "../../src/study/landscapeNoise.ts";

const clean = await squareTerrain(LANDSCAPE);
const corrupted = await squareTerrain({ ...LANDSCAPE, label: corruptedLabel(1.2) });
const at = (...w: number[]): Float64Array => Float64Array.from(w);
const chart = planeChart(at(1, 0), at(0, 1));
const axis = (n: number): number[] => Array.from({ length: n }, (_, i) => -2 + (4 * i) / (n - 1));

describe("the ramp on the square", () => {
  test("has the integrals of the figure: F(0) = 32/3 and F(−w*) = 128/3", async () => {
    const [zero, opposite, target] = await neuronAt(clean, [at(0, 0), at(-1, 0), at(1, 0)]);
    expect(zero.loss).toBeCloseTo(32 / 3, 11);
    expect(opposite.loss).toBeCloseTo(128 / 3, 11);
    expect(target.loss).toBe(0);
    expect(norm(target.g)).toBeLessThan(1e-12);
  });

  test("has w* for its only minimum while labels are clean", async () => {
    const found = await stationaryPoints(clean, chart, axis(40), axis(40));
    expect(found.filter(({ kind }) => kind === "minimum")).toHaveLength(1);
    const [{ a, b, loss }] = found;
    expect([a, b]).toEqual([expect.closeTo(1, 6), expect.closeTo(0, 6)]);
    expect(loss).toBeCloseTo(0, 8);
  });

  test.each([1.1, 1.2, 1.3])("with labels corrupted up to %f has a local minimum at −w*", async (reach) => {
    const terrain = await squareTerrain({ ...LANDSCAPE, label: corruptedLabel(reach) });
    const [minus, plus] = await neuronAt(terrain, [at(-1, 0), at(1, 0)]);
    // By hand: ±1 are 2 apart where |x₁| > reach; and ∫ (2x₁)² up to 1 with 2² from there to the reach.
    expect(minus.loss).toBeCloseTo(32 * (2 - reach), 10);
    expect(plus.loss).toBeCloseTo(32 / 3 + 32 * (reach - 1), 10);
    const minima = (await stationaryPoints(terrain, chart, axis(40), axis(40))).filter(
      ({ kind }) => kind === "minimum",
    );
    const near = minima.filter(({ a, b }) => Math.abs(a + 1) < 0.05 && Math.abs(b) < 1e-6);
    expect(near).toHaveLength(1);
    expect(near[0].loss).toBeLessThanOrEqual(minus.loss);
  });

  test("lures descent on the square loss from near −w*, not descent on the surrogate", async () => {
    const starts = [at(-1.1, 0.1), at(0.5, 0.3)];
    const square = await basinsOf(corrupted, starts, "squareLoss");
    expect(square.ends).toHaveLength(2);
    const lured = square.ends[square.of[0]];
    expect([...lured]).toEqual([expect.closeTo(-1, 1), expect.closeTo(0, 3)]);
    const surrogate = await basinsOf(corrupted, starts, "surrogate");
    expect(surrogate.ends).toHaveLength(1);
    expect(surrogate.ends[0][0]).toBeGreaterThan(0);
  });
});

describe("the landscape of a sample", async () => {
  const link = links.relu({ bias: -0.5 });
  const options = {
    link,
    marginal: marginals.gaussian(),
    adversary: adversaries.linearDecoy(),
    budget: 0.2,
    rows: 500,
    features: 3,
    seed: 3,
  };
  const terrain = await sampleTerrain(options);
  const stream = new RandomStream(1);
  const weights = Array.from({ length: 20 }, () => stream.normals(3));

  test("over a grid is what each of its points is alone, in one sweep", async () => {
    for (const field of FIELD_NAMES) {
      const before = terrain.pass.meter.sweeps;
      const together = await neuronAt(terrain, weights, field);
      expect(terrain.pass.meter.sweeps - before).toBe(1);
      for (const [k, w] of weights.entries()) expect((await neuronAt(terrain, [w], field))[0]).toEqual(together[k]);
    }
  });

  test("has gradients for fields: of the square loss twice, of the surrogate once", async () => {
    const h = 1e-5;
    const [w, v] = [weights[0], weights[1]];
    const moved = [h, -h].map((step) => w.map((value, i) => value + step * v[i]));
    const losses = (await neuronAt(terrain, moved)).map(({ loss }) => loss);
    const [{ g }] = await neuronAt(terrain, [w]);
    // Kinks of ReLU leave an error of the order of the rows between the two points, none of 500 here.
    expect((losses[0] - losses[1]) / (2 * h)).toBeCloseTo(2 * dot(g, v), 4);
    const [plus, minus] = await surrogateAt(terrain, moved);
    const [{ g: matching }] = await neuronAt(terrain, [w], "surrogate");
    // Gauss's rule of 12 points across 500 kinks.
    expect((plus - minus) / (2 * h) / dot(matching, v)).toBeCloseTo(1, 1);
  });

  test("of the surrogate is Σ ∫(σ(t) − y) dt", async () => {
    const smooth = { ...options, link: links.tanh() };
    const { pass, link: reference } = await sampleTerrain(smooth);
    const [w] = weights;
    const [{ loss }] = await neuronAt({ pass, link: reference }, [w]);
    expect(loss).toBeGreaterThan(0);
    const [z] = await pass.sweep([{ kind: "index", w, offset: 0 }]);
    const y = pass.labels;
    // The antiderivative of tanh is ln cosh.
    const direct = z.reduce((sum, each, i) => sum + Math.log(Math.cosh(each)) - y[i] * each, 0);
    const [surrogate] = await surrogateAt({ pass, link: reference, target: w }, [w]);
    expect(surrogate / direct).toBeCloseTo(1, 6);
    expect(linkAt(smooth.link).value(0)).toBe(0);
  });

  test("points away from w* where following a field does", async () => {
    const { target } = terrain;
    const away = target.map((value) => 1.5 * value);
    const g = [at(0, 0, 0), away].map((w) => w.map((value, i) => value - target[i]));
    const points = [g[0], g[1].map((value) => -value)].map((field) => ({ loss: 0, g: field }));
    expect([...pointsAway(points, [at(0, 0, 0), away], target)]).toEqual([0, 1]);
  });
});

test("the sphere's map keeps to the sphere, areas to areas, and has the opposite all around", () => {
  const sphere = sphereChart(at(1, 0, 0), at(0, 1, 0), at(0, 0, 1));
  for (const w of gridOf(sphere, axis(9), axis(9))) expect(norm(w)).toBeCloseTo(1, 14);
  expect([...sphere(0, 0)]).toEqual([1, 0, 0]);
  expect([...sphere(2, 0)]).toEqual([-1, -0, -0]);
  // Half of the disk's area, r² = 2, is the half sphere.
  expect(sphere(Math.sqrt(2), 0)[0]).toBeCloseTo(0, 14);
});

test("under the normal law sums are expectations: E(z² − y)² of squares, and the surrogate of a line", async () => {
  const square = await gaussianTerrain({ link: links.square(), target: [1, 0], label: (x1) => x1 * x1, points: 20 });
  // E(x₂² − x₁²)² = 2·3 − 2, and E x₁⁴ = 3.
  const [aside, zero] = await neuronAt(square, [at(0, 1), at(0, 0)]);
  expect(aside.loss).toBeCloseTo(4, 10);
  expect(zero.loss).toBeCloseTo(3, 10);
  const line = await gaussianTerrain({ link: links.identity(), target: [1, 0], label: (x1) => x1, points: 20 });
  // E[z²/2 − y z] = (4 + 1)/2 − 2 at (2, 1).
  expect((await surrogateAt(line, [at(2, 1)]))[0]).toBeCloseTo(0.5, 10);
});
