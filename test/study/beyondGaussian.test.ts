import { expect, it } from "vitest";
import { beyondGaussian } from "../../src/study/beyondGaussian.ts";
import type { StudyRecord } from "../../src/study/runStudy.ts";

const ANGLES: Record<string, number> = { ols: 10, monotoneSim: 1, scoredSim: 1 };
const records: StudyRecord[] = beyondGaussian.recipes.flatMap(({ name, learners, seeds, rows }) =>
  learners.flatMap((learner) =>
    seeds.map((seed) => {
      const angle = ANGLES[learner.split(":")[0]];
      return {
        recipe: name,
        learner,
        seed,
        rows: rows[0],
        angle,
        rawAngle: angle,
        lossOverOpt: 1,
        sweeps: 1,
        seconds: 1,
      };
    }),
  ),
);
const verdicts = (learner: string, recipe: string, angle: number): boolean[] =>
  beyondGaussian
    .claims(records.map((r) => (r.learner.startsWith(learner) && r.recipe === recipe ? { ...r, angle } : r)))
    .map(({ holds }) => holds);

it("claims hold, and each fails by what it speaks of", () => {
  expect(verdicts("none", "laplace", 0)).toEqual([true, true, true]);
  expect(verdicts("ols", "cube", 4)).toEqual([false, true, true]);
  expect(verdicts("monotoneSim", "studentT", 2.1)).toEqual([true, false, false]);
  expect(verdicts("scoredSim", "laplace, decoy", 0.4)).toEqual([true, true, false]);
});
