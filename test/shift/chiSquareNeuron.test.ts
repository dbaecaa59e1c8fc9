/** The χ² neuron: step for step as NumPy's, and what its theory promises. */
import { expect, test } from "vitest";
import { norm } from "../../src/math/vectors.ts";
import { type ChiSquareIterate, chiSquareNeuron } from "../../src/shift/chiSquareNeuron.ts";
import { practicalConstants, stepPlan, theoreticalConstants } from "../../src/shift/constants.ts";
import { worstCase } from "../../src/shift/divergence.ts";
import { chi2 } from "../../src/shift/divergences/chi2.ts";
import { ratiosOf } from "../../src/shift/primalDual.ts";
import { largestVariance } from "../../src/shift/rows.ts";
import { normals } from "../fixtures/rows.ts";
import { apart, frozen, plainRows, relu } from "./frozen.ts";

const { x, y, d, n, runs } = frozen.chiSquare;
const problem = async () => ({ ...(await plainRows(x, Float64Array.from(y), d)), link: relu, radius: 3, penalty: 1 });

test.each(runs)("$name: weights of features and rows as in NumPy", async (run) => {
  const { smoothness, c1: sharpness, nu0: inertia, steps, penalty, radius } = run;
  const fit = await chiSquareNeuron(
    { ...(await problem()), penalty, radius, reference: Float64Array.from(run.reference) },
    { constants: { smoothness, sharpness, inertia, clip: Infinity }, steps },
  );
  // 150 steps of sums over 300 rows in another order.
  expect(apart(fit.w, run.w)).toBeLessThan(1e-10);
  expect(apart(fit.rowWeights, run.p)).toBeLessThan(1e-10);
  expect(Math.abs(fit.risk - run.risk)).toBeLessThan(1e-10);
  expect(fit).toMatchObject({ steps, stop: "stepLimit", isZero: false });
});

test("other constants lead to the same point; polishing goes on from there to a lower risk", async () => {
  const fit = await chiSquareNeuron(await problem(), { polish: 800 });
  const constants = { smoothness: 6, sharpness: 0.2, inertia: 0.05, clip: Infinity };
  const other = await chiSquareNeuron(await problem(), { constants, steps: 8000 });
  // Steps of both have shrunk to the rate of growth; 500 of the practical ones leave a distance of about 1e-4.
  expect(apart(fit.w, other.w)).toBeLessThan(1e-3);
  expect(fit.polished?.risk).toBeLessThan(fit.risk);
  expect(fit.polished?.risk).toBeGreaterThan(0.5 * fit.risk);
});

test("the iterates that are watched are those of the method: weights of rows sum to 1, losses are those at w", async () => {
  const seen: ChiSquareIterate[] = [];
  await chiSquareNeuron(await problem(), { steps: 20, watch: (one) => seen.push(one) });
  expect(seen.map(({ t }) => t)).toEqual(Array.from({ length: 21 }, (_, t) => t));
  expect(seen[0].rowWeights.every((weight) => weight === 1 / n)).toBe(true);
  for (const { rowWeights, losses, w } of seen) {
    expect(Math.abs(rowWeights.reduce((sum, weight) => sum + weight, 0) - 1)).toBeLessThan(1e-12);
    const z = w.reduce((sum, weight, j) => sum + weight * x[j], 0);
    expect(Math.abs(losses[0] - (Math.max(z, 0) - y[0]) ** 2)).toBeLessThan(1e-12);
  }
});

test("labels that nothing explains are answered by 0", async () => {
  // Any neuron of these rows is positive somewhere; all labels are negative.
  const rows = await plainRows(normals(3, 200), new Float64Array(50).fill(-1), 4);
  const fit = await chiSquareNeuron({ ...rows, link: relu, penalty: 1, radius: 3 }, { steps: 30 });
  expect(norm(fit.w)).toBe(0);
  // Rounding of a sum of 50.
  expect(Math.abs(fit.risk - 1)).toBeLessThan(1e-14);
});

test("labels beyond the clip count as the clip", async () => {
  const wild = Float64Array.from(y);
  wild[7] = 1e6;
  const tame = Float64Array.from(y);
  tame[7] = 2;
  const constants = { smoothness: 6, sharpness: 1, inertia: 0.25, clip: 2 };
  const run = async (labels: Float64Array) =>
    chiSquareNeuron(
      { ...(await problem()), labels: labels.map((label) => Math.max(label, -2)) },
      { constants, steps: 40 },
    );
  const clippedY = (labels: Float64Array) => labels.map((label) => Math.min(label, 2));
  expect((await run(wild)).w).toEqual((await run(clippedY(tame))).w);
});

test("ratios stay what they are where aᵢ itself would overflow", () => {
  const plan = stepPlan({ smoothness: 2, sharpness: 1, inertia: 0.25, clip: Infinity }, 1);
  // aᵢ of step 60 000 is beyond 10^700.
  const ratios = ratiosOf(plan, 1, 60_000);
  const last = ratios[59_999];
  expect(last.primal).toBeCloseTo(2 * plan.growth, 12);
  expect(last.dual).toBeCloseTo(plan.growth / (1 + plan.growth), 12);
  expect(last.extrapolation).toBeCloseTo(1 / (1 + plan.growth), 12);
  // Before they are frozen they are within 1e-9 of it already: A beside 1 and ν₀.
  const frozenAt = ratios.findIndex(({ total }) => total >= 1e12);
  expect(Math.abs(ratios[frozenAt].primal / last.primal - 1)).toBeLessThan(1e-9);
  expect(Math.abs(ratios[frozenAt].dual / last.dual - 1)).toBeLessThan(1e-9);
});

test("theoretical constants are the formulas of the paper, practical ones are far less careful", () => {
  const theory = theoreticalConstants({ radius: 3, lipschitz: 1, features: 10, reach: 6 });
  const clip = 3 * Math.log(300);
  expect(theory.clip).toBeCloseTo(clip, 12);
  expect(theory.inertia).toBeCloseTo(38.4, 12);
  expect(theory.smoothness).toBeCloseTo(12 * Math.sqrt(10) * (Math.SQRT2 * 18 + clip), 9);
  expect(practicalConstants(1, 2.5, 1).smoothness).toBe(5);
});

test("the largest variance is the largest eigenvalue of the second moments", async () => {
  const rows = await plainRows([3, 0, -3, 0, 0, 1, 0, -1], new Float64Array(4), 2);
  expect(Math.abs((await largestVariance(rows)) - 4.5)).toBeLessThan(0.05);
});

test("the first weights of rows that change are the exact step from the reference", async () => {
  const seen: ChiSquareIterate[] = [];
  const constants = { smoothness: 6, sharpness: 1, inertia: 0.25, clip: Infinity };
  await chiSquareNeuron(await problem(), { constants, steps: 1, watch: (one) => seen.push(one) });
  const [{ dual }] = ratiosOf(stepPlan(constants, 1), 1, 1);
  const even = new Float64Array(n).fill(1 / n);
  expect(apart(seen[1].rowWeights, chi2().ascend(even, seen[1].losses, even, dual, 1))).toBeLessThan(1e-16);
  expect(worstCase(seen[1].losses, even, 1, chi2()).risk).toBeGreaterThan(0);
});

test("refuses a penalty or a radius that is none", async () => {
  const given = await problem();
  await expect(chiSquareNeuron({ ...given, penalty: 0 })).rejects.toThrow(/penalty: not a positive number, got 0/);
  await expect(chiSquareNeuron({ ...given, radius: Number.NaN })).rejects.toThrow(/radius: not a positive number/);
});
