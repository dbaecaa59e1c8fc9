/** Plain explanations: what they say of labels that are skewed, counted or cut off, without any contamination. */
import { describe, expect, test } from "vitest";
import { RandomStream } from "../../src/math/random.ts";
import { atomsOf } from "../../src/robust/atoms.ts";
import { atomsApart } from "../../src/robust/atomsApart.ts";
import { areCounts, negativeBinomial, plainScores } from "../../src/robust/meanLaw.ts";

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** z normal, labels as told, a half to learn from and a half to score. */
function halves(seed: number, n: number, label: (z: number, stream: RandomStream) => number) {
  const stream = new RandomStream(seed);
  const side = () => {
    const z = stream.normals(n);
    return { z, y: z.map((at) => label(at, stream)) };
  };
  return { train: side(), held: side() };
}

describe("the negative binomial law", () => {
  test.each([
    [0.3, 0.01],
    [2, 0.5],
    [7, 2],
    [0.05, 20],
  ])("sums to one, with mean %f and dispersion %f", (mu, alpha) => {
    let [total, first, second] = [0, 0, 0];
    for (let k = 0; k < 4000; k++) {
      const p = Math.exp(negativeBinomial(k, mu, alpha));
      total += p;
      first += k * p;
      second += k * k * p;
    }
    expect(total).toBeCloseTo(1, 9);
    expect(first / mu).toBeCloseTo(1, 8);
    expect((second - first * first) / (mu + alpha * mu * mu)).toBeCloseTo(1, 6);
  });
});

test("counts are whole, not negative, and met more than once", () => {
  expect(areCounts(Float64Array.of(0, 1, 1, 2, 0, 2, 0))).toBe(true);
  expect(areCounts(Float64Array.of(0, 1, 1, 0, 0, 1, -1))).toBe(false);
  expect(areCounts(Float64Array.of(0, 1, 1, 0, 0, 1, 0.5))).toBe(false);
  expect(areCounts(Float64Array.of(5, 17, 23, 1, 2))).toBe(false);
});

test("atoms are what is met far more often than is usual", () => {
  const y = Float64Array.from({ length: 200 }, (_, i) => (i < 30 ? 0 : i));
  expect(atomsOf(y)).toEqual([0]);
  expect(atomsOf(y.map((value, i) => (i < 10 ? -i - 1 : value)))).toEqual([0]);
  expect(atomsOf(y.map((_, i) => i % 8))).toEqual([]);
});

test("labels cut off at 0: a probability there, a density beyond", () => {
  const sigma = 0.5;
  const { train, held } = halves(4, 2000, (z, stream) => Math.max(z + sigma * stream.normal(), 0));
  const zeros = { z: held.z, y: held.y.map(() => 0) };
  const ones = { z: held.z, y: held.y.map(() => 0.7) };
  const [zero, beyond] = [atomsApart(train, zeros, plainScores), atomsApart(train, ones, plainScores)];
  // P(0 | z) falls with z, and what is left is the density of .7.
  const order = [...held.z.keys()].sort((a, b) => held.z[a] - held.z[b]);
  for (let k = 1; k < order.length; k++) expect(zero[order[k]]).toBeLessThanOrEqual(zero[order[k - 1]] + 1e-12);
  const at = (wanted: number): number => held.z.findIndex((z) => Math.abs(z - wanted) < 0.05);
  expect(zero[at(-1)] - zero[at(0)]).toBeCloseTo(Math.log(0.977 / 0.5), 0);
  const density = (z: number): number => -0.5 * ((0.7 - z) / sigma) ** 2 - Math.log(sigma * Math.sqrt(2 * Math.PI));
  for (const z of [0.3, 0.7, 1.1]) expect(Math.abs(beyond[at(z)] - density(z))).toBeLessThan(0.35);
});

test("zeros amid other labels are no law of y given z: nothing explains those at the top", () => {
  const label = (z: number, stream: RandomStream): number => (z > 0.85 ? 0 : z + 0.1 * stream.normal());
  const { train, held } = halves(5, 2000, label);
  expect(atomsOf(train.y)).toEqual([0]);
  expect(atomsApart(train, held, plainScores)).toEqual(plainScores(train, held));
});

test("labels of any unit: scores move by the logarithm of the unit", () => {
  const { train, held } = halves(6, 400, (z, stream) => z + 0.3 * stream.normal());
  const scaledBy = (unit: number, { z, y }: typeof train) => ({ z, y: y.map((value) => unit * value) });
  const plain = mean(plainScores(train, held));
  for (const unit of [1e-120, 1e-3, 1e120]) {
    const found = mean(plainScores(scaledBy(unit, train), scaledBy(unit, held)));
    expect(found + Math.log(unit)).toBeCloseTo(plain, 6);
  }
});
