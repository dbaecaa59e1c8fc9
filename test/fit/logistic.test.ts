import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fit } from "../../src/fit/fit.ts";
import type { Model } from "../../src/fit/model.ts";
import { exp } from "../../src/math/elementary.ts";
import { cholesky, choleskySolve } from "../../src/math/linear.ts";
import { RandomStream } from "../../src/math/random.ts";
import { links } from "../../src/problem/links/index.ts";
import { type RowMajor, sample } from "./samples.ts";

/** Coefficients in the data's units, and the intercept as the last one. */
function coefficients({ weights, offset, link }: Model): number[] {
  if (!("name" in link)) throw new Error("no known link");
  return [...weights.map((weight) => weight * link.scale), offset * link.scale + link.shift];
}

describe("scikit-learn's logistic regression on frozen clean data", () => {
  const { n, d, x, units, logistic } = JSON.parse(readFileSync("test/golden/logistic.json", "utf8"));
  const input = { x: Float64Array.from(x, (value: number, i) => value * units[i % d]), n, d, y: logistic.y };
  const wanted = [...logistic.coefficients, logistic.intercept];
  const errors = [...logistic.standardErrors, logistic.interceptError];

  test("a sigmoid neuron agrees within two standard errors", async () => {
    coefficients(await fit(input, { link: "sigmoid" })).forEach((value, j) => {
      expect(Math.abs(value - wanted[j]) / errors[j]).toBeLessThan(2);
    });
  });

  test("the logistic learner agrees to the digits scikit-learn's own solver stops at", async () => {
    coefficients(await fit(input, { learner: "logistic" })).forEach((value, j) => {
      expect(Math.abs(value - wanted[j]) / errors[j]).toBeLessThan(0.01);
    });
  });
});

/** 0/1 labels of log-odds slope·z + ½. */
function logisticTable(rows: number, features: number, slope: number, seed: number): RowMajor {
  const { x, n, d, index } = sample(links.sigmoid(), { rows, features, seed, noise: 0 });
  const stream = new RandomStream(seed + 50);
  return { x, n, d, y: index.map((z) => Number(stream.bernoulli(1 / (1 + exp(-slope * z - 0.5))))) };
}

/** Standard errors of maximum likelihood: roots of the diagonal of the inverse information. */
function standardErrors({ x, n, d }: RowMajor, at: readonly number[]): number[] {
  const size = d + 1;
  const information = new Float64Array(size * size);
  for (let i = 0; i < n; i++) {
    const row = [...x.subarray(i * d, (i + 1) * d), 1];
    const p = 1 / (1 + exp(-row.reduce((sum, value, j) => sum + value * at[j], 0)));
    for (let j = 0; j < size; j++)
      for (let k = 0; k < size; k++) information[j * size + k] += p * (1 - p) * row[j] * row[k];
  }
  const l = cholesky(information, size);
  if (l === null) throw new Error("no information");
  return Array.from({ length: size }, (_, j) => {
    const column = choleskySolve(
      l,
      size,
      Float64Array.from({ length: size }, (_unused, k) => Number(j === k)),
    );
    return Math.sqrt(column[j]);
  });
}

/**
 * Least squares and maximum likelihood estimate the same coefficients; they differ by less than the latter's error,
 * more so the steeper the link. The first case ran to a scale of 1e39 when the search for it had no bounds.
 */
test.each([
  [500, 3, 3, 2],
  [400, 2, 1, 6],
])(
  "a sigmoid neuron is within two standard errors of maximum likelihood: n %i, d %i, slope %i, seed %i",
  async (n, d, slope, seed) => {
    const table = logisticTable(n, d, slope, seed);
    const likeliest = coefficients(await fit(table, { learner: "logistic" }));
    const errors = standardErrors(table, likeliest);
    coefficients(await fit(table, { link: "sigmoid" })).forEach((value, j) => {
      expect(Math.abs(value - likeliest[j]) / errors[j]).toBeLessThan(2);
    });
  },
);
