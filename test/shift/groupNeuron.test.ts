/** The group neuron: step for step as NumPy's, and what its objective promises. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Design } from "../../src/data/design.ts";
import { angle } from "../../src/math/vectors.ts";
import { divergences } from "../../src/shift/divergences/index.ts";
import { type GroupedRows, groupedRows } from "../../src/shift/groupedRows.ts";
import { type GroupStep, groupNeuron } from "../../src/shift/groupNeuron.ts";
import { normals } from "../fixtures/rows.ts";
import { apart, frozen, relu } from "./frozen.ts";

const { x, y, d, group, runs } = frozen.groups;

function designOf(xs: ArrayLike<number>, ys: ArrayLike<number>, width: number): Design {
  const names = Array.from({ length: width }, (_, j) => `x${j}`);
  const shape = { n: ys.length, d: width, x: Float64Array.from(xs), y: Float64Array.from(ys), names };
  return { ...shape, weightsKind: "frequency", binary: false };
}

const frozenRows = (): Promise<GroupedRows> => groupedRows(designOf(x, y, d), Int32Array.from(group));

describe.each(runs)("$divergence, ν = $penalty", (run) => {
  test("weights of features and groups as in NumPy", async () => {
    const plan = { first: run.first, growth: run.growth, sharpness: run.c1, inertia: run.nu0 };
    const references = Float64Array.from(run.references);
    const divergence = divergences[run.divergence]();
    const problem = { rows: await frozenRows(), link: relu, divergence, penalty: run.penalty, references, radius: 3 };
    const fit = await groupNeuron(problem, { plan, steps: run.steps });
    // 200 steps of sums over 360 rows in another order.
    expect(apart(fit.w, run.w)).toBeLessThan(1e-9);
    expect(apart(fit.weights, run.shares)).toBeLessThan(1e-9);
  });
});

test("by its own steps: the worst group is better off than when groups count alike, and pays for nobody", async () => {
  const rows = await frozenRows();
  const problem = { rows, link: relu, divergence: divergences.kl() };
  const [alike, robust] = [
    await groupNeuron({ ...problem, penalty: 1e6 }),
    await groupNeuron({ ...problem, penalty: 0 }, { steps: 1500 }),
  ];
  expect(apart(alike.weights, [0.25, 0.25, 0.25, 0.25])).toBeLessThan(1e-5);
  expect(Math.max(...robust.losses)).toBeLessThan(0.97 * Math.max(...alike.losses));
  expect(robust.risk).toBe(Math.max(...robust.losses));
  // Who has weight is worst off; 1500 steps leave a hundredth.
  robust.weights.forEach((weight, j) => {
    if (weight > 0.05) expect(robust.losses[j]).toBeGreaterThan(0.98 * robust.risk);
  });
});

test("losses in excess of references move weight away from a group that cannot do better", async () => {
  const rows = await frozenRows();
  const problem = { rows, link: relu, divergence: divergences.chi2(), penalty: 0.05 };
  const raw = await groupNeuron(problem);
  const worst = raw.weights.indexOf(Math.max(...raw.weights));
  const references = raw.losses.map((loss, j) => (j === worst ? loss : 0));
  const excess = await groupNeuron({ ...problem, references });
  expect(excess.weights[worst]).toBeLessThan(0.8 * raw.weights[worst]);
});

test("an unknown link: finds the direction, and the curve with it, whatever the unit of the labels", async () => {
  // 3 groups of 200 rows whose covariances differ, y = (x·w)³ + noise; seed 5.
  const target = Float64Array.of(0.6, -0.8, 0);
  const features = normals(5, 1800).map((value, k) => value * (1 + 0.5 * (Math.floor(k / 3) % 3)));
  const noise = normals(6, 600);
  const groups = Int32Array.from({ length: 600 }, (_, i) => i % 3);
  const labels = Float64Array.from({ length: 600 }, (_, i) => {
    const z = features.subarray(3 * i, 3 * i + 3).reduce((sum, value, j) => sum + value * target[j], 0);
    return z ** 3 + 0.3 * noise[i];
  });
  const problem = { divergence: divergences.kl(), penalty: 10 };
  const rows = await groupedRows(designOf(features, labels, 3), groups);
  const fit = await groupNeuron({ ...problem, rows });
  // 600 rows and noise of .3 beside a slope of 3 on average: less than a degree.
  expect(angle(fit.w, target)).toBeLessThan(0.02);
  const large = await groupedRows(
    designOf(
      features,
      labels.map((label) => 1000 * label + 5),
      3,
    ),
    groups,
  );
  const again = await groupNeuron({ ...problem, rows: large, penalty: 1e7 });
  expect(angle(again.w, fit.w)).toBeLessThan(1e-5);
});

test("thousands of groups", async () => {
  const groups = Int32Array.from({ length: 9000 }, (_, i) => i % 3000);
  const features = normals(8, 18_000);
  const labels = Float64Array.from(groups, (_, i) => Math.max(features[2 * i] - features[2 * i + 1], 0));
  const rows = await groupedRows(designOf(features, labels, 2), groups);
  const seen: GroupStep[] = [];
  const problem = { rows, link: relu, divergence: divergences.chi2(), penalty: 0.5 };
  const fit = await groupNeuron(problem, { steps: 60, watch: (step) => seen.push(step) });
  expect(seen.map(({ t }) => t)).toEqual(Array.from({ length: 60 }, (_, t) => t));
  expect(fit.weights.length).toBe(3000);
  expect(Math.abs(fit.weights.reduce((sum, weight) => sum + weight, 0) - 1)).toBeLessThan(1e-10);
  // Labels without noise: the target does best for every group.
  expect(Math.max(...fit.losses)).toBeLessThan(0.1 * Math.max(...seen[0].losses));
});

test("whatever rows and groups: weights stay on the simplex and losses finite", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 1e6 }),
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom(1e-3, 1, 1e3),
      fc.constantFrom("chi2" as const, "kl" as const),
      fc.constantFrom(0, 0.1, 5),
      async (seed, k, size, name, penalty) => {
        const features = normals(seed, 40).map((value) => value * size);
        const groups = Int32Array.from({ length: 20 }, (_, i) => i % k);
        const labels = normals(seed + 1, 20);
        for (const link of [relu, undefined]) {
          const rows = await groupedRows(designOf(features, labels, 2), groups);
          const problem = { rows, divergence: divergences[name](), penalty, ...(link && { link }) };
          const fit = await groupNeuron(problem, { steps: 40 });
          expect(Math.abs(fit.weights.reduce((sum, weight) => sum + weight, 0) - 1)).toBeLessThan(1e-10);
          expect(Math.min(...fit.weights)).toBeGreaterThanOrEqual(0);
          // No worse than ten times what a constant 0 has.
          expect(Math.max(...fit.losses)).toBeLessThan(10 * labels.reduce((sum, label) => sum + label * label, 0));
        }
      },
    ),
    { seed: 9, numRuns: 40 },
  );
});

test("refuses what cannot be meant", async () => {
  const rows = await frozenRows();
  const problem = { rows, link: relu, divergence: divergences.kl(), penalty: 0 };
  await expect(groupNeuron({ ...problem, penalty: -1 })).rejects.toThrow(/penalty: not a penalty, got -1/);
  const references = new Float64Array(3);
  await expect(groupNeuron({ ...problem, references })).rejects.toThrow(/references: not as many as groups/);
  const few = designOf([1, 2], [1, 2], 1);
  await expect(groupedRows(few, Int32Array.of(0, 2))).rejects.toThrow(/group 1: has no rows/);
  await expect(groupedRows(few, Int32Array.of(0))).rejects.toThrow(/groups: not as many as rows, got 1/);
});
