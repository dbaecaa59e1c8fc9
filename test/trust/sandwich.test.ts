import { describe, expect, it } from "vitest";
import { RandomStream } from "../../src/math/random.ts";
import { relu } from "../../src/problem/links/relu.ts";
import { step } from "../../src/problem/links/step.ts";
import { gaussian } from "../../src/problem/marginals/gaussian.ts";
import { synthetic } from "../../src/problem/sample.ts";
import { fit } from "../../src/trust/fit.ts";

const [N, D] = [400, 4];

const sampleOf = (seed: number) =>
  synthetic({ link: relu(), marginal: gaussian(), rows: N, features: D, noise: 0.3, seed });

describe("intervals of weights and effects", () => {
  it("hold the target in about nine of ten, 60 samples of 4 features (seeds 1 to 60)", async () => {
    let [weights, effects, angles] = [0, 0, 0];
    for (let seed = 1; seed <= 60; seed++) {
      const { x, y, target } = sampleOf(seed);
      const { trust, weights: found } = await fit({ x, y, n: N, d: D }, { seed, contamination: 0 });
      const { columns, angle } = trust?.intervals ?? { columns: [], angle: 0 };
      columns.forEach(({ weight, effect }, j) => {
        if (weight[0] <= target[j] && target[j] <= weight[1]) weights++;
        if (effect[0] <= target[j] / 2 && target[j] / 2 <= effect[1]) effects++;
      });
      const cosine = found.reduce((sum, w, j) => sum + w * target[j], 0) / Math.hypot(...found) / Math.hypot(...target);
      if (Math.acos(Math.min(cosine, 1)) <= angle) angles++;
    }
    // Of 240 that are correlated four at a time, at worst 60: ± 3 standard errors of .039, about .9.
    expect(weights / 240).toBeGreaterThan(0.82);
    expect(weights / 240).toBeLessThan(0.97);
    expect(effects / 240).toBeGreaterThan(0.8);
    expect(effects / 240).toBeLessThan(0.97);
    expect(angles / 60).toBeGreaterThan(0.78);
  });

  it("change with the units of columns and labels as weights and effects do", async () => {
    const { x, y } = sampleOf(3);
    const options = { contamination: 0 } as const;
    const plain = await fit({ x, y, n: N, d: D }, options);
    const other = await fit(
      { x: x.map((v, at) => (at % D === 1 ? 8 * v : v)), y: y.map((v) => 4 * v), n: N, d: D },
      options,
    );
    const [a, b] = [plain, other].map(({ trust }) => trust?.intervals?.columns[1]);
    for (const end of [0, 1]) {
      expect((b?.weight[end] ?? 0) * 8).toBeCloseTo(a?.weight[end] ?? 1, 6);
      expect((b?.effect[end] ?? 0) * 2).toBeCloseTo(a?.effect[end] ?? 1, 6);
    }
    expect(b?.p).toBeCloseTo(a?.p ?? -1, 6);
  });

  it("are those of the information for logistic regression", async () => {
    const n = 4000;
    const stream = new RandomStream(5);
    const x = Float64Array.from({ length: 2 * n }, () => stream.normal());
    // Feature 0 alone matters; the information of feature 1 is Σ p(1 − p).
    const p = Float64Array.from({ length: n }, (_, i) => 1 / (1 + Math.exp(-2 * x[2 * i])));
    const y = p.map((chance) => Number(stream.bernoulli(chance)));
    const model = await fit({ x, y, n, d: 2 }, { learner: "logistic" });
    const [low, high] = model.trust?.intervals?.columns[1].weight ?? [0, 0];
    const error = 1 / Math.sqrt(p.reduce((sum, chance) => sum + chance * (1 - chance), 0)) / 2;
    // The weights have a relative error of 4 % themselves.
    expect(Math.abs((high - low) / (2 * 1.6449 * error) - 1)).toBeLessThan(0.1);
  });

  it("are left out where a told link jumps and where rows are few", async () => {
    const { x, y } = synthetic({
      link: step(),
      responses: "binary",
      marginal: gaussian(),
      rows: 200,
      features: 2,
      seed: 1,
    });
    expect((await fit({ x, y, n: 200, d: 2 }, { link: "step" })).trust?.intervals).toBeUndefined();
    const few = sampleOf(2);
    const rows = 18;
    const short = { x: few.x.slice(0, rows * D), y: few.y.slice(0, rows), n: rows, d: D };
    expect((await fit(short)).trust?.intervals).toBeUndefined();
  });
});
