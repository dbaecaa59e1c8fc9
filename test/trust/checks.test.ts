import { expect, test } from "vitest";
import { RandomStream } from "../../src/math/random.ts";
import { absolute } from "../../src/problem/links/absolute.ts";
import { relu } from "../../src/problem/links/relu.ts";
import { cube } from "../../src/problem/marginals/cube.ts";
import { gaussianity } from "../../src/trust/assumptions.ts";
import { fit } from "../../src/trust/fit.ts";
import { arrays, sample } from "../fit/samples.ts";

test("a fit of what it takes for granted: nothing left, a normal index, a curve that rises", async () => {
  const { trust = {} } = await fit(arrays(sample(relu(), { rows: 1500, features: 5, seed: 2, noise: 0.3 })));
  // One p-value of many: below .01 for one seed of a hundred.
  expect(trust.signal?.p).toBeGreaterThan(0.01);
  expect(trust.signal).toMatchObject({ freedom: 4, rows: 300 });
  expect(trust.index?.distance).toBeLessThan(0.04);
  expect(trust.freeCurve?.evidence).toBeLessThan(2);
});

test("a curve that falls and rises is noticed", async () => {
  const { trust } = await fit(arrays(sample(absolute(), { rows: 1500, features: 4, seed: 1, noise: 0.1 })));
  expect(trust?.freeCurve?.gain).toBeGreaterThan(0.3);
  expect(trust?.freeCurve?.evidence).toBeGreaterThan(3);
});

test("a learner that stops after its first step leaves signal", async () => {
  // Where x is skewed, E[(y − ȳ)x] does not point to the direction that the labels follow.
  const [n, d] = [6000, 4];
  const stream = new RandomStream(1);
  const x = Float64Array.from({ length: n * d }, () => Math.exp(stream.normal()) - 1.6);
  const y = Float64Array.from({ length: n }, (_, i) => {
    const [a, b, c] = x.subarray(i * d, i * d + 3);
    return Math.max(a - b + 0.5 * c, 0) + 0.2 * stream.normal();
  });
  const { trust } = await fit({ x, n, d, y }, { link: "relu", learner: "glmtron:steps=1" });
  expect(trust?.signal?.p).toBeLessThan(0.001);
  expect((await fit({ x, n, d, y }, { link: "relu" })).trust?.signal?.p).toBeGreaterThan(0.01);
});

test("rows too few to tell, or not independent, are not asked", async () => {
  const { x, n, d, y } = sample(relu(), { rows: 60, features: 12, seed: 1 });
  expect((await fit({ x, n, d, y })).trust?.signal).toBeUndefined();
});

test("moments and distribution of an index", () => {
  const n = 20_000;
  const stream = new RandomStream(3);
  const normal = Float64Array.from({ length: n }, () => stream.normal()).sort();
  // Standard errors √(6/n), √(24/n); the distance is above 1.63/√n for one seed of a hundred.
  const { skewness, excess, distance } = gaussianity(normal);
  expect(Math.abs(skewness)).toBeLessThan(0.052);
  expect(Math.abs(excess)).toBeLessThan(0.104);
  expect(distance).toBeLessThan(1.63 / Math.sqrt(n));
  const flat = cube().draw(n, 1, stream).sort();
  expect(gaussianity(flat).excess).toBeCloseTo(-1.2, 1);
  expect(gaussianity(flat).distance).toBeGreaterThan(0.05);
});
