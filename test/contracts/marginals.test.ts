/** Every marginal of the catalogue has the moments and the law it says it has, decided by the stream alone. */
import { describe, expect, test } from "vitest";
import { normalDistribution } from "../../src/math/normal.ts";
import { RandomStream } from "../../src/math/random.ts";
import type { Parameters } from "../../src/part.ts";
import { marginals } from "../../src/problem/marginals/index.ts";

/** Closed forms for one coordinate at the initial parameters: its distribution function and E x⁴ / (E x²)². */
const laws: Record<string, { distribution: (x: number) => number; kurtosis: number }> = {
  gaussian: { distribution: normalDistribution, kurtosis: 3 },
  correlated: { distribution: normalDistribution, kurtosis: 3 },
  cube: { distribution: (x) => uniformOn(Math.sqrt(3), x), kurtosis: 1.8 },
  laplace: { distribution: (x) => laplaceDistribution(x), kurtosis: 6 },
  studentT: { distribution: (x) => studentFive(x * Math.sqrt(5 / 3)), kurtosis: 9 },
  sparseBernoulliGaussian: {
    distribution: (x) => 0.2 * normalDistribution(x * Math.sqrt(0.2)) + (x >= 0 ? 0.8 : 0),
    kurtosis: 15,
  },
  uniformSquare: { distribution: (x) => uniformOn(2, x), kurtosis: 1.8 },
};

const uniformOn = (half: number, x: number): number => Math.min(1, Math.max(0, (x + half) / (2 * half)));
const laplaceDistribution = (x: number): number => {
  const tail = 0.5 * Math.exp(-Math.SQRT2 * Math.abs(x));
  return x < 0 ? tail : 1 - tail;
};
/** The distribution function of t₅ (Abramowitz–Stegun 26.7.3). */
const studentFive = (t: number): number => {
  const angle = Math.atan(t / Math.sqrt(5));
  const cos = Math.cos(angle);
  return 0.5 + (angle + Math.sin(angle) * cos * (1 + (2 / 3) * cos * cos)) / Math.PI;
};

const SEED = 20;
const n = 40_000;
const d = 4;
/** Standard errors allowed. Some 200 figures are compared: the chance of one beyond 5 is 1e-4. */
const ERRORS = 5;

test("every marginal has its closed forms here", () => {
  expect(Object.keys(laws).sort()).toEqual(Object.keys(marginals).sort());
});

describe.each(Object.entries(marginals))("%s", (name, make) => {
  const marginal = make();
  const { distribution, kurtosis } = laws[name];
  const x = marginal.draw(n, d, new RandomStream(SEED));
  const covariance = marginal.covariance(d);

  test("calls itself by its name and repeats its parameters", () => {
    expect(marginal.name).toBe(name);
    expect(make.name).toBe(name);
    const parameters: Parameters = make.parameters;
    for (const [key, { initial }] of Object.entries(parameters)) expect(marginal.parameters[key]).toBe(initial);
  });

  test("covariance is symmetric with equal variances", () => {
    for (let j = 0; j < d; j++) {
      expect(covariance[j * d + j]).toBe(covariance[0]);
      for (let k = 0; k < d; k++) expect(covariance[j * d + k]).toBe(covariance[k * d + j]);
    }
    if (name !== "uniformSquare") expect(covariance[0]).toBe(1);
  });

  test("mean zero and the stated covariance", () => {
    const variance = covariance[0];
    for (let j = 0; j < d; j++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += x[i * d + j];
      expect(Math.abs(sum / n)).toBeLessThan(ERRORS * Math.sqrt(variance / n));
      for (let k = 0; k <= j; k++) {
        let products = 0;
        for (let i = 0; i < n; i++) products += x[i * d + j] * x[i * d + k];
        const stated = covariance[j * d + k];
        // Var x_j² = (κ − 1) Σ_jj²; Var x_j x_k = Σ_jj² for independent and Σ_jj² + Σ_jk² for normal coordinates.
        const spread = j === k ? (kurtosis - 1) * variance ** 2 : variance ** 2 + stated ** 2;
        expect(Math.abs(products / n - stated)).toBeLessThan(ERRORS * Math.sqrt(spread / n));
      }
    }
  });

  test("the distribution function of each coordinate", () => {
    for (let j = 0; j < d; j++) {
      for (const at of [-3, -1.2, -0.4, 0.1, 0.7, 1.5, 2.5]) {
        const p = distribution(at);
        let below = 0;
        for (let i = 0; i < n; i++) if (x[i * d + j] <= at) below++;
        expect(Math.abs(below / n - p)).toBeLessThanOrEqual(ERRORS * Math.sqrt((p * (1 - p)) / n));
      }
    }
  });

  test("the stream decides all, and rows follow each other in it", () => {
    expect(marginal.draw(50, d, new RandomStream(SEED))).toEqual(x.slice(0, 50 * d));
    expect(marginal.draw(50, d, new RandomStream(SEED + 1))).not.toEqual(x.slice(0, 50 * d));
  });
});

describe("parameters", () => {
  const secondMoment = (x: Float64Array): number => x.reduce((sum, value) => sum + value * value, 0) / x.length;

  test("reach the draws", () => {
    const square = marginals.uniformSquare({ halfSide: 0.5 });
    expect(Math.max(...square.draw(2000, 2, new RandomStream(1)).map(Math.abs))).toBeLessThanOrEqual(0.5);
    expect(square.covariance(2)).toEqual(Float64Array.of(0.25 / 3, 0, 0, 0.25 / 3));
    const sparse = marginals.sparseBernoulliGaussian({ share: 0.05 }).draw(2000, 5, new RandomStream(1));
    // 10⁴ coordinates, standard error √(.05·.95)/100 = .0022.
    expect(Math.abs(sparse.filter((value) => value !== 0).length / 1e4 - 0.05)).toBeLessThan(0.011);
    expect(marginals.correlated({ correlation: -0.5 }).covariance(3)).toEqual(
      Float64Array.of(1, -0.5, 0.25, -0.5, 1, -0.5, 0.25, -0.5, 1),
    );
    // κ = 3 + 6/(ν − 4) = 3.0625 at ν = 100: standard error √(2.0625/10⁵) = .0045.
    const student = marginals.studentT({ degrees: 100 }).draw(20_000, 5, new RandomStream(1));
    expect(Math.abs(secondMoment(student) - 1)).toBeLessThan(0.023);
  });

  test("a Student t without a variance is refused", () => {
    expect(() => marginals.studentT({ degrees: 2 })).toThrow(/studentT degrees .* out of range, got 2/);
  });
});
