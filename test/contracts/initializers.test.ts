/** The contract of an initializer: unit vectors (or the origin) of whitened coordinates, the same from the same seed. */
import { describe, expect, test } from "vitest";
import { RandomStream } from "../../src/math/random.ts";
import { addScaled, angle, degrees, dot, norm, unit } from "../../src/math/vectors.ts";
import type { StartContext } from "../../src/method/initializer.ts";
import { quantile } from "../../src/method/initializer.ts";
import { chow } from "../../src/method/initializers/chow.ts";
import { initializers } from "../../src/method/initializers/index.ts";
import { random } from "../../src/method/initializers/random.ts";
import { thresholdedChow } from "../../src/method/initializers/thresholdedChow.ts";
import { unwhitened, whiten } from "../../src/method/whiten.ts";
import { ask } from "../../src/pass/pass.ts";
import { designOf, normals, passOver, row } from "../fixtures/rows.ts";

const [N, D] = [3000, 4];
const TARGET = unit(Float64Array.of(1, -2, 0.5, 1));

function contextOf(y: Float64Array, x: Float64Array, seed = 1): StartContext {
  return {
    pass: passOver(designOf(x, y, D)),
    whitening: unwhitened(D),
    sortedLabels: y.slice().sort(),
    stream: new RandomStream(seed),
  };
}

const X = normals(1, N * D);
const INDEX = Float64Array.from({ length: N }, (_, i) => dot(row(X, D, i), TARGET));
const CONTEXT = contextOf(
  INDEX.map((z) => Math.max(z - 1, 0)),
  X,
);

describe.each(Object.keys(initializers))("%s", (name) => {
  const initializer = initializers[name]();

  test("says its name, and finds at least one start of length 1, or 0 at the origin", async () => {
    expect(initializer.name).toBe(name);
    const starts = await initializer.starts(CONTEXT);
    expect(starts.length).toBeGreaterThan(0);
    for (const start of starts) {
      expect(start.length).toBe(D);
      expect(norm(start)).toBeCloseTo(name === "zero" ? 0 : 1, 14);
    }
  });

  test("the same from the same seed", async () => {
    const y = INDEX.map((z) => Math.max(z, 0));
    expect(await initializer.starts(contextOf(y, X))).toEqual(await initializer.starts(contextOf(y, X)));
  });

  test("labels that are all alike hurt nobody", async () => {
    const starts = await initializer.starts(contextOf(new Float64Array(N), X));
    for (const start of starts) expect(start.every(Number.isFinite)).toBe(true);
  });
});

test("chow, whitened, is the direction of least squares", async () => {
  const mixed = X.map((_, k) => 3 * X[k] + (k % D === 0 ? 0 : 2 * X[k - 1]));
  const means = Array.from({ length: D }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < N; i++) sum += mixed[i * D + j];
    return sum / N;
  });
  const x = mixed.map((value, k) => value - means[k % D]);
  const context = contextOf(
    INDEX.map((z) => 5 + Math.max(z, 0)),
    x,
  );
  const moments = await ask(context.pass, { kind: "moments" });
  const whitening = whiten(moments, D, 0);
  const [start] = await chow().starts({ ...context, whitening });
  const { w } = whitening.line(start);
  // OLS with an intercept: its residuals are orthogonal to every column.
  const z = Float64Array.from({ length: N }, (_, i) => dot(row(x, D, i), w));
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / N;
  const y = INDEX.map((value) => 5 + Math.max(value, 0));
  const slope =
    dot(
      z,
      y.map((value) => value - mean(y)),
    ) / dot(z, z);
  const residual = y.map((value, i) => value - mean(y) - slope * z[i]);
  for (let j = 0; j < D; j++) {
    const covariance = residual.reduce((sum, r, i) => sum + r * x[i * D + j], 0) / N;
    expect(Math.abs(covariance)).toBeLessThan(1e-12);
  }
  // And for Gaussian columns it is the target: slopes at √(d/n)·sd(residual)/slope, 2°.
  const back = Float64Array.from({ length: D }, (_, j) => 3 * w[j] + (j + 1 < D ? 2 * w[j + 1] : 0));
  expect(degrees(angle(back, TARGET))).toBeLessThan(3);
});

test("random: as many as asked, from the stream, all over the sphere", async () => {
  const context = contextOf(INDEX, X);
  const starts = await random({ count: 500 }).starts(context);
  expect(starts.length).toBe(500);
  const mean = starts.reduce((sum, start) => addScaled(sum, 1 / 500, start), new Float64Array(D));
  expect(norm(mean)).toBeLessThan(4 / Math.sqrt(500)); // four standard errors of the mean of unit vectors
  expect(await random({ count: 500 }).starts(contextOf(INDEX, X, 2))).not.toEqual(starts);
});

describe("thresholdedChow", () => {
  test("finds a strongly biased ReLU that a decoy of linear labels hides from the Chow vector", async () => {
    const decoy = unit(addScaled(Float64Array.of(1, 1, 1, 1), -dot(Float64Array.of(1, 1, 1, 1), TARGET), TARGET));
    const y = INDEX.map((z, i) => Math.max(z - 2, 0) + 0.08 * dot(row(X, D, i), decoy));
    const context = contextOf(y, X);
    const [plain] = await chow().starts(context);
    const starts = await thresholdedChow().starts(context);
    const nearest = Math.min(...starts.map((start) => degrees(angle(start, TARGET))));
    expect(degrees(angle(plain, TARGET))).toBeGreaterThan(60);
    expect(nearest).toBeLessThan(10); // 70 rows above the kink, 4 columns: √(3/70) × noise of a tenth, about 1–5°
  });

  test("thresholds of −y turn back: all starts of a clean rising link point at its target", async () => {
    const starts = await thresholdedChow({ levels: [0.5, 0.8] }).starts(contextOf(INDEX, X));
    expect(starts.length).toBe(4);
    for (const start of starts) expect(degrees(angle(start, TARGET))).toBeLessThan(5);
  });

  test("thresholds that leave the same share on each side count once; 0/1 labels have one a sign", async () => {
    const starts = await thresholdedChow().starts(
      contextOf(
        INDEX.map((z) => (z > 0.3 ? 1 : 0)),
        X,
      ),
    );
    expect(starts.length).toBe(2);
  });

  test("whatever is asked shares sweeps: one for the vectors, one a step", async () => {
    const context = contextOf(INDEX, X);
    await thresholdedChow().starts(context);
    // θ̄ = 1, β = .2, from sin ½ = .479 to .15: .479 × .8ᵗ > .15 for t ≤ 5.
    expect(context.pass.meter.sweeps).toBe(1 + 6);
  });
});

test("quantile is linear between order statistics", () => {
  const sorted = Float64Array.of(1, 2, 4, 8);
  expect([0, 1 / 3, 0.5, 1].map((q) => quantile(sorted, q))).toEqual([1, 2, 3, 8]);
  expect(quantile(Float64Array.of(7), 0.9)).toBe(7);
});
