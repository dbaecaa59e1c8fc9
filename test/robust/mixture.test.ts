import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isotonicRegression } from "../../src/math/isotonic.ts";
import { RandomStream } from "../../src/math/random.ts";
import { bestPath, valueGrid } from "../../src/robust/bestPath.ts";
import { indexBins } from "../../src/robust/indexBins.ts";
import { labelsOf } from "../../src/robust/labels.ts";
import { medianStart } from "../../src/robust/medianStart.ts";
import { type MixtureOptions, mixture, monotone, tilted } from "../../src/robust/mixture.ts";
import { normalLaw, studentT2 } from "../../src/robust/noiseLaw.ts";

/** An index of a few values, so that a line between the bins' centers is the staircase itself. */
function drawn(seed: number, n: number, levels: number, share: number) {
  const stream = new RandomStream(seed);
  const z = Float64Array.from({ length: n }, () => stream.below(levels) - levels / 2);
  const y = z.map((at) => (stream.uniform() < share ? 3 * stream.normal() : at ** 3 / 8 + 0.3 * stream.normal()));
  return { z, y, bins: indexBins(z), labels: labelsOf(y) };
}

const anyDrawn = fc
  .tuple(
    fc.integer({ min: 1, max: 1e6 }),
    fc.integer({ min: 20, max: 300 }),
    fc.integer({ min: 1, max: 7 }),
    fc.double({ min: 0, max: 0.5, noNaN: true }),
  )
  .map(([seed, n, levels, share]) => drawn(seed, n, levels, share));

/** The log-likelihood after each number of rounds. */
const climb = ({ bins, labels, y }: ReturnType<typeof drawn>, options: Omit<MixtureOptions, "rounds">): number[] =>
  Array.from(
    { length: 9 },
    (_, rounds) => mixture(bins, labels, medianStart(bins, y), { ...options, rounds }).logLikelihood,
  );

const largestFall = (values: readonly number[]): number =>
  Math.max(...values.slice(1).map((value, k) => values[k] - value));

describe("EM", () => {
  test.each([normalLaw, studentT2])("never lowers the likelihood with one ε for all rows: $name", (law) => {
    fc.assert(
      fc.property(anyDrawn, (problem) => {
        const likelihoods = climb(problem, { law, curve: monotone, localShares: false });
        expect(largestFall(likelihoods)).toBeLessThan(1e-9);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  test("with shares by bin, smoothed over neighbors, it is no EM: it may fall by a hair, and ends above its start", () => {
    fc.assert(
      fc.property(anyDrawn, (problem) => {
        const likelihoods = climb(problem, { law: normalLaw, curve: monotone });
        // Smoothing is not the maximizer of anything. Over 300 problems the largest fall was 1.5e-4 a row.
        expect(largestFall(likelihoods)).toBeLessThan(5e-4);
        expect(likelihoods.at(-1)).toBeGreaterThanOrEqual(likelihoods[0]);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test("p is the posterior, the likelihood the mixture's, shares lie between bounds", () => {
    const { bins, labels, y } = drawn(8, 300, 5, 0.2);
    const found = mixture(bins, labels, medianStart(bins, y), { law: studentT2, curve: monotone, rounds: 8 });
    let total = 0;
    for (let i = 0; i < y.length; i++) {
      const share = found.shares[bins.binOf[i]];
      const r = y[i] - found.u[bins.binOf[i]];
      expect(found.residuals[i]).toBeCloseTo(r, 12);
      const clean = ((1 - share) * studentT2.density((r / found.s) ** 2)) / found.s;
      const all = clean + share * labels.outliers.density(y[i]);
      expect(found.sure[i]).toBeCloseTo(clean / all, 12);
      total += Math.log(all);
    }
    expect(found.logLikelihood).toBeCloseTo(total / y.length, 12);
    // A fifth of the labels are corrupted, a fourth of them by less than the noise: 300 rows tell it to ±.03.
    expect(found.share).toBeGreaterThan(0.08);
    expect(found.share).toBeLessThan(0.25);
    for (let k = 1; k < bins.count; k++) expect(found.u[k]).toBeGreaterThanOrEqual(found.u[k - 1]);
  });

  test("known to be clean, every row is, however far out", () => {
    const { bins, y } = drawn(8, 300, 5, 0);
    y[7] = 1e5;
    const found = mixture(bins, labelsOf(y), medianStart(bins, y), {
      law: normalLaw,
      curve: monotone,
      rounds: 4,
      share: 0,
    });
    expect(Math.min(...found.sure)).toBe(1);
    expect(found.logLikelihood).toBeGreaterThan(-100);
    const means = Float64Array.from(bins.mass, (mass, k) =>
      y.reduce((sum, label, i) => sum + (bins.binOf[i] === k ? label / mass : 0), 0),
    );
    expect([...found.u].map((v) => v.toFixed(6))).toEqual(
      [...isotonicRegression(means, bins.mass)].map((v) => v.toFixed(6)),
    );
  });

  test("rows noisier by a known factor count by its square, and odds tilt", () => {
    const { bins, labels, y } = drawn(8, 300, 5, 0.2);
    const options = { law: normalLaw, curve: monotone, rounds: 6 };
    const start = medianStart(bins, y);
    const plain = mixture(bins, labels, start, options);
    const ones = new Float64Array(y.length).fill(1);
    const alike = mixture(bins, labels, start, { ...options, spread: ones, odds: ones });
    plain.u.forEach((value, k) => expect(alike.u[k]).toBeCloseTo(value, 12));
    // Half the scale everywhere, twice the relative noise: the same mixture.
    const twice = mixture(bins, labels, { ...start, s: start.s / 2 }, { ...options, spread: ones.map(() => 2) });
    expect(twice.s).toBeCloseTo(plain.s / 2, 12);
    plain.u.forEach((value, k) => expect(twice.u[k]).toBeCloseTo(value, 12));
    const tenfold = mixture(bins, labels, start, { ...options, odds: ones.map((_, i) => (i === 3 ? 1e6 : 1)) });
    expect(tenfold.sure[3]).toBeLessThan(1e-3 * plain.sure[3]);
    expect(tilted(0.2, 4)).toBeCloseTo(0.5, 15);
  });
});

describe("the best path", () => {
  /** The least cost of a nondecreasing path over three bins of values, by trying all. */
  function bruteForce(costs: readonly Float64Array[]): number {
    let least = Infinity;
    const cells = costs[0].length;
    for (let a = 0; a < cells; a++)
      for (let b = a; b < cells; b++)
        for (let c = b; c < cells; c++) least = Math.min(least, costs[0][a] + costs[1][b] + costs[2][c]);
    return least;
  }

  test.each([1, 2, 3, 4])("is the cheapest of all on three bins: seed %i", (seed) => {
    const { bins, labels } = drawn(seed, 60, 3, 0.4);
    expect(bins.count).toBe(3);
    const { cellOf, values, scales, costs } = valueGrid(labels);
    const cells = values.length;
    const byBin = costs.map((cost) =>
      [0, 1, 2].map((k) => {
        const total = new Float64Array(cells);
        cellOf.forEach((cell, i) => {
          if (cell < 0 || bins.binOf[i] !== k) return;
          for (let g = 0; g < cells; g++) total[g] += cost[cell * cells + g];
        });
        return total;
      }),
    );
    const { u, s } = bestPath(bins, { cellOf, values, scales, costs });
    const taken = byBin[scales.indexOf(s)];
    const cost = [...u].reduce((sum, value, k) => sum + taken[k][values.indexOf(value)], 0);
    expect(cost).toBeCloseTo(Math.min(...byBin.map(bruteForce)), 8);
  });

  test("the median of five bins takes a staircase upside down, the best path does not", () => {
    // Four steps; on the upper two most labels are what they would be on the other side.
    const stream = new RandomStream(6);
    const z = Float64Array.from({ length: 4000 }, () => 4 * stream.uniform());
    const y = z.map((at) => {
      const step = Math.floor(at);
      const corrupted = stream.uniform() < [0, 0.1, 0.55, 0.6][step];
      return (corrupted ? 0.3 * (3 - step) * stream.uniform() : step) + 0.1 * stream.normal();
    });
    const bins = indexBins(z);
    const labels = labelsOf(y);
    const [median, best] = [medianStart(bins, y), bestPath(bins, valueGrid(labels))].map((start) =>
      mixture(bins, labels, start, { law: normalLaw, curve: monotone, rounds: 6 }),
    );
    expect(best.logLikelihood).toBeGreaterThan(median.logLikelihood + 0.05);
    const at = (u: Float64Array, step: number): number => u[bins.centers.findIndex((center) => center > step + 0.5)];
    for (let step = 0; step < 4; step++) expect(Math.abs(at(best.u, step) - step)).toBeLessThan(0.1);
    expect(at(median.u, 3)).toBeLessThan(2);
  });
});
