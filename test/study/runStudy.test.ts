import { describe, expect, it } from "vitest";
import { runStudy } from "../../src/study/runStudy.ts";
import { bits, small } from "./small.ts";

const recipe = { ...small, rows: [300, 600], learners: ["glmtron", "monotoneSim"] };

describe("records", () => {
  it("are one a size, seed and learner, in order, and can be told apart", async () => {
    const records = await runStudy([recipe]);
    expect(records.map(({ rows, seed, learner }) => [rows, seed, learner])).toEqual(
      [300, 600].flatMap((n) => [1, 2].flatMap((seed) => recipe.learners.map((learner) => [n, seed, learner]))),
    );
    for (const { recipe: name, angle, rawAngle, lossOverOpt, sweeps, seconds } of records) {
      expect(name).toBe("small");
      // Gaussian x: both metrics are one. d = 3 and a mild decoy: 40° would be a learner that learned nothing.
      expect(angle).toBeCloseTo(rawAngle, 8);
      expect(angle).toBeLessThan(40);
      expect(angle).toBeGreaterThan(0);
      // OPT is 0.1 Var σ; the constant's loss is about (1 + 0.1)/0.1 = 11 times that.
      expect(lossOverOpt).toBeGreaterThan(0.5);
      expect(lossOverOpt).toBeLessThan(9);
      expect(sweeps).toBeGreaterThan(10);
      expect(seconds).toBeGreaterThan(0);
    }
  });

  it("have the same bits again, whoever else learns", async () => {
    const alone = { ...recipe, rows: [300], seeds: [1], learners: ["monotoneSim"] };
    const beside = await runStudy([{ ...recipe, rows: [300], seeds: [1] }]);
    expect(bits(await runStudy([alone]))).toEqual(bits(beside.filter(({ learner }) => learner === "monotoneSim")));
  });
});

it("tells how far it is, from 0 to 1, never backwards", async () => {
  const told: { stage: string; done: number }[] = [];
  await runStudy([{ ...recipe, rows: [300], seeds: [1] }], { progress: (progress) => told.push(progress) });
  expect(told[0]).toEqual({ stage: "small: glmtron, 300 rows, seed 1", done: 0 });
  expect(told.at(-1)).toEqual({ stage: "done", done: 1 });
  const shares = told.map(({ done }) => done);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
});

it("stops when it is aborted", async () => {
  const controller = new AbortController();
  let calls = 0;
  const running = runStudy([recipe], {
    signal: controller.signal,
    progress: () => {
      calls += 1;
      controller.abort();
    },
  });
  await expect(running).rejects.toThrow("aborted");
  expect(calls).toBe(1);
});

it.each([
  [{ learners: ["glmtrom"] }, "did you mean"],
  [{ adversary: "nobody" }, "no such adversary"],
  [{ link: "relu:slope=1" }, "slope"],
  [{ budget: 0 }, "no loss to compare with"],
])("refuses %j before any work", async (change, words) => {
  const told: unknown[] = [];
  const running = runStudy([recipe, { ...recipe, ...change }], { progress: (progress) => told.push(progress) });
  await expect(running).rejects.toThrow(words);
  expect(told).toEqual([]);
});
