import { describe, expect, it } from "vitest";
import { errorVsOpt } from "../../src/study/errorVsOpt.ts";
import type { StudyRecord } from "../../src/study/runStudy.ts";

/** Records as they should be: ours at OPT, the others at their OPT for the plain ReLU and at three times it where few rows respond. */
const records: StudyRecord[] = errorVsOpt.recipes.flatMap(({ name, learners, seeds, rows }) =>
  learners.flatMap((learner) =>
    seeds.map((seed) => ({
      recipe: name,
      learner,
      seed,
      rows: rows[0],
      angle: 1,
      rawAngle: 1,
      lossOverOpt: learner.startsWith("monotone") || name.startsWith("ReLU(z),") ? 1 : 3,
      sweeps: 1,
      seconds: 1,
    })),
  ),
);
const verdicts = (from: readonly StudyRecord[]): boolean[] => errorVsOpt.claims(from).map(({ holds }) => holds);
const spoiled = (which: (record: StudyRecord) => boolean, lossOverOpt: number): StudyRecord[] =>
  records.map((record) => (which(record) ? { ...record, lossOverOpt } : record));

describe("claims", () => {
  it("hold where the records show them", () => expect(verdicts(records)).toEqual([true, true]));

  it("the first fails by a single seed of a single budget of ours", () => {
    const one = ({ recipe, learner, seed }: StudyRecord): boolean =>
      recipe === "1{z ≥ 1}, η = 0.02" && learner === "monotoneSim" && seed === 2;
    expect(verdicts(spoiled(one, 1.51))).toEqual([false, true]);
  });

  it.each(["sharpness", "glmtron", "isotron"])("the second fails by %s alone, when its constant stays", (name) => {
    const few = ({ recipe, learner }: StudyRecord): boolean => recipe.startsWith("ReLU(z − 2)") && learner === name;
    expect(verdicts(spoiled(few, 1.9))).toEqual([true, false]);
  });
});
