import { describe, expect, test } from "vitest";
import { normalDistribution } from "../../src/math/normal.ts";
import { RandomStream } from "../../src/math/random.ts";
import { adversaries } from "../../src/problem/adversaries/index.ts";
import { type DirectionKind, drawDirections } from "../../src/problem/direction.ts";
import { probit } from "../../src/problem/links/probit.ts";
import { relu } from "../../src/problem/links/relu.ts";
import { marginals } from "../../src/problem/marginals/index.ts";
import { type SampleOptions, synthetic } from "../../src/problem/sample.ts";

const options: SampleOptions = {
  link: relu(),
  marginal: marginals.gaussian(),
  rows: 5000, // more than one chunk
  features: 3,
  seed: 11,
  noise: 0.3,
};

describe("streams", () => {
  test("the adversary changes neither x, the target nor the clean labels", () => {
    const clean = synthetic(options);
    expect(clean.y).toEqual(clean.clean);
    for (const adversary of [adversaries.randomOutliers(), adversaries.linearDecoy()]) {
      const { x, target, decoy, clean: before, y } = synthetic({ ...options, adversary, budget: 0.2 });
      expect({ x, target, decoy, before }).toEqual({
        x: clean.x,
        target: clean.target,
        decoy: clean.decoy,
        before: clean.y,
      });
      expect(y).not.toEqual(clean.y);
    }
  });

  test("noise leaves x alone; the seed does not", () => {
    expect(synthetic({ ...options, noise: 0 }).x).toEqual(synthetic(options).x);
    expect(synthetic({ ...options, seed: 12 }).x).not.toEqual(synthetic(options).x);
    expect(synthetic({ ...options, seed: 12 }).target).not.toEqual(synthetic(options).target);
  });

  test("a longer sample continues a shorter one", () => {
    const short = synthetic({ ...options, rows: 1000 });
    const long = synthetic(options);
    expect(long.x.slice(0, 3000)).toEqual(short.x);
    expect(long.y.slice(0, 1000)).toEqual(short.y);
  });

  test("chunks do not repeat each other", () => {
    const { x } = synthetic({ ...options, rows: 8192 });
    expect(x.slice(0, 30)).not.toEqual(x.slice(4096 * 3, 4096 * 3 + 30));
  });
});

describe("truth", () => {
  test("labels are σ(w*·x) plus noise of the stated spread", () => {
    const { x, y, index, target, opt, variance } = synthetic({ ...options, rows: 20_000 });
    let residuals = 0;
    for (let i = 0; i < 20_000; i++) {
      const z = target.reduce((sum, w, j) => sum + w * x[3 * i + j], 0);
      expect(index[i]).toBeCloseTo(z, 12);
      residuals += (y[i] - Math.max(0, z)) ** 2;
    }
    expect(opt).toBeCloseTo(residuals / 20_000, 12);
    // .09 ± .09·√(2/20 000), five standard errors.
    expect(Math.abs(opt - 0.09)).toBeLessThan(0.0045);
    // Var ReLU(z) = ½ − 1/(2π); E(ReLU² − ½)² = 5/4, so one standard error is below √1.25/√20 000 = .008.
    expect(Math.abs(variance - (0.5 - 1 / (2 * Math.PI)))).toBeLessThan(0.04);
  });

  test("binary labels are Bernoulli draws of σ(w*·x)", () => {
    const { y, index } = synthetic({ ...options, link: probit(), noise: 0, responses: "binary" });
    expect(y.every((label) => label === 0 || label === 1)).toBe(true);
    for (const side of [-1, 1]) {
      let excess = 0;
      let variance = 0;
      index.forEach((z, i) => {
        if (side * z < 0) return;
        const p = normalDistribution(z);
        excess += y[i] - p;
        variance += p * (1 - p);
      });
      expect(Math.abs(excess)).toBeLessThan(5 * Math.sqrt(variance));
    }
  });

  test("binary labels need a link within [0, 1]", () => {
    expect(() => synthetic({ ...options, noise: 0, responses: "binary" })).toThrow(
      "binary responses: the link leaves [0, 1]",
    );
  });

  const kinds: DirectionKind[] = ["random", "axis", "sparse-power"];
  test.each(kinds)("%s directions have unit variance and are uncorrelated", (kind) => {
    for (const marginal of [marginals.correlated(), marginals.uniformSquare(), marginals.cube()]) {
      const d = 6;
      const covariance = marginal.covariance(d);
      const product = (a: Float64Array, b: Float64Array): number =>
        a.reduce((sum, aj, j) => sum + b.reduce((inner, bk, k) => inner + aj * covariance[j * d + k] * bk, 0), 0);
      const { target, decoy } = drawDirections(kind, d, covariance, new RandomStream(3));
      expect(product(target, target)).toBeCloseTo(1, 13);
      expect(product(decoy, decoy)).toBeCloseTo(1, 13);
      expect(product(target, decoy)).toBeCloseTo(0, 13);
    }
  });

  test("on a line there is a target and no decoy", () => {
    const { target, decoy } = synthetic({ ...options, features: 1 });
    expect([Math.abs(target[0]), decoy[0]]).toEqual([1, 0]);
    expect(() => synthetic({ ...options, features: 1, adversary: adversaries.linearDecoy() })).toThrow(
      "features: out of range, got 1; give an integer from 2 on",
    );
  });
});

describe("refusals", () => {
  test.each([
    [{ rows: 0 }, "rows: out of range, got 0"],
    [{ features: 1.5 }, "features: out of range, got 1.5"],
    [{ noise: -1 }, "noise: out of range, got -1"],
    [{ noise: 1, responses: "binary" }, "noise: out of range, got 1; leave it at 0"],
    [{ budget: 0.1 }, "budget: out of range, got 0.1; name the adversary"],
  ] as const)("%o", (wrong, message) => {
    expect(() => synthetic({ ...options, ...wrong })).toThrow(message);
  });
});
