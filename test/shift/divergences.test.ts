/** Projections and worst cases: against NumPy, against random rivals, and where closed forms are known. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { penalizedLoss, worstCase } from "../../src/shift/divergence.ts";
import { divergences } from "../../src/shift/divergences/index.ts";
import { projectOntoSimplex, uniform } from "../../src/shift/simplex.ts";
import { apart, frozen } from "./frozen.ts";

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
const some = (least: number, most: number, k: number) =>
  fc
    .array(fc.double({ min: least, max: most, noNaN: true }), { minLength: k, maxLength: k })
    .map((values) => Float64Array.from(values));
const shares = (k: number) => some(0.01, 1, k).map((u) => u.map((share) => share / sum(u)));
const cases = fc
  .integer({ min: 1, max: 30 })
  .chain((k) =>
    fc.record({ losses: some(-5, 5, k), u: shares(k), rival: shares(k), nu: fc.constantFrom(0.03, 0.4, 6) }),
  );

test("projections agree with those by sorting", () => {
  for (const { z, u, p } of frozen.projections) {
    expect(apart(projectOntoSimplex(Float64Array.from(z), Float64Array.from(u)), p)).toBeLessThan(1e-12);
  }
});

test("a projection is on the simplex and no random point of it is nearer", () => {
  fc.assert(
    fc.property(cases, ({ losses: z, u, rival }) => {
      const p = projectOntoSimplex(z, u);
      const distance = (q: Float64Array): number => q.reduce((d, value, j) => d + (value - z[j]) ** 2 / u[j], 0);
      expect(Math.abs(sum(p) - 1)).toBeLessThan(1e-12);
      expect(Math.min(...p)).toBeGreaterThanOrEqual(0);
      // Rounding of sums of up to 30 squares of at most 36, over u of 3e-4 at least.
      expect(distance(p)).toBeLessThanOrEqual(distance(rival) * (1 + 1e-12));
    }),
    { seed: 1 },
  );
});

test("a projection lets nothing overflow, and leaves out what has no share", () => {
  expect([...projectOntoSimplex(Float64Array.of(1e308, -1e308, 1e308))]).toEqual([0.5, 0, 0.5]);
  expect([...projectOntoSimplex(Float64Array.of(9, 0, 0), Float64Array.of(0, 1, 3))]).toEqual([0, 0.25, 0.75]);
});

describe.each(Object.keys(divergences) as (keyof typeof divergences)[])("%s", (name) => {
  const divergence = divergences[name]();

  test("says its name, and is 0 between equals", () => {
    expect(divergence.name).toBe(name);
    expect(divergence.between(uniform(7), uniform(7))).toBe(0);
  });

  test("worst cases agree with NumPy to 1e-10", () => {
    const same = frozen.bestResponses.filter((one) => one.divergence === name);
    expect(same.length).toBe(12);
    for (const { penalty, u, losses, p, risk } of same) {
      const found = worstCase(Float64Array.from(losses), Float64Array.from(u), penalty, divergence);
      expect(apart(found.weights, p)).toBeLessThan(1e-10);
      expect(Math.abs(found.risk - risk)).toBeLessThan(1e-10);
    }
  });

  test("no weights do worse than the worst case", () => {
    fc.assert(
      fc.property(cases, ({ losses, u, rival, nu }) => {
        const { weights, risk } = worstCase(losses, u, nu, divergence);
        expect(Math.abs(sum(weights) - 1)).toBeLessThan(1e-12);
        // Rounding of losses of 5 and penalties of up to 6·χ².
        expect(penalizedLoss(rival, losses, u, nu, divergence)).toBeLessThanOrEqual(
          risk + 1e-11 * (1 + Math.abs(risk)),
        );
      }),
      { seed: 2 },
    );
  });

  test("a step goes uphill, stays on the simplex, and the step of size 1/ν is the best response from anywhere", () => {
    fc.assert(
      fc.property(cases, ({ losses, u, rival, nu }) => {
        const value = (p: Float64Array): number => penalizedLoss(p, losses, u, nu, divergence);
        const next = divergence.ascend(rival, losses, u, 0.1 / nu, nu);
        expect(Math.abs(sum(next) - 1)).toBeLessThan(1e-12);
        expect(value(next)).toBeGreaterThanOrEqual(value(rival) - 1e-11 * (1 + Math.abs(value(rival))));
        const best = worstCase(losses, u, nu, divergence).weights;
        expect(apart(divergence.ascend(rival, losses, u, 1 / nu, nu), best)).toBeLessThan(1e-12);
      }),
      { seed: 3 },
    );
  });

  test("losses as large as numbers go put all weight on the largest", () => {
    const next = divergence.ascend(uniform(3), Float64Array.of(-1e308, 0, 1e308), uniform(3), 1, 0);
    expect([...next]).toEqual([0, 0, 1]);
  });
});

test("χ²: mean + variance/4ν where ν is at least half the mean", () => {
  const losses = Float64Array.from({ length: 50 }, (_, i) => ((i * 7) % 13) / 5);
  const mean = sum(losses) / 50;
  const variance = losses.reduce((total, loss) => total + (loss - mean) ** 2, 0) / 50;
  const nu = 0.6 * mean;
  const { weights, risk } = worstCase(losses, uniform(50), nu, divergences.chi2());
  expect(Math.abs(risk - mean - variance / (4 * nu))).toBeLessThan(1e-13);
  expect(
    apart(
      weights,
      losses.map((loss) => (1 + (loss - mean) / (2 * nu)) / 50),
    ),
  ).toBeLessThan(1e-15);
});

test("without a penalty the largest loss counts, of those that have a share", () => {
  const { weights, risk } = worstCase(Float64Array.of(1, 9, 4), Float64Array.of(0.5, 0, 0.5), 0, divergences.kl());
  expect([...weights]).toEqual([0, 0, 1]);
  expect(risk).toBe(4);
});
