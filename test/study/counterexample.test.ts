import { describe, expect, it } from "vitest";
import { counterexample } from "../../src/study/counterexample.ts";
import { brief } from "../../src/study/recipe.ts";
import type { StudyRecord } from "../../src/study/runStudy.ts";
import { records } from "./records.ts";

const verdicts = (from: readonly StudyRecord[]): boolean[] => counterexample.claims(from).map(({ holds }) => holds);

/** The records with other angles for one learner. */
const spoiled = (recipe: string, learner: string, rows: number, angles: readonly number[]): StudyRecord[] =>
  records.map((record) =>
    record.recipe === recipe && record.learner === learner && record.rows === rows
      ? { ...record, angle: angles[record.seed] }
      : record,
  );

describe("claims", () => {
  it("all hold where the records show them", () => {
    expect(verdicts(records)).toEqual([true, true, true, true]);
  });

  it.each([
    [0, "spread", "glmtron", 200, [27.8, 26, 20]], // the worst was 31, and 27.8 is below nine tenths of it
    [0, "spread", "isotron", 200, [26, 26, 26]],
    [1, "spread", "monotoneGlm", 200, [1, 4, 1]], // as large as it was
    [1, "spread", "monotoneSim", 200, [4, 4, 4]],
    [2, "linear", "monotoneGlm", 30, [1, 2.01]], // every seed counts
    [2, "linear", "monotoneSim", 30, [3.01, 1]],
    [3, "linear", "glmtron", 30, [45, 80]], // beyond is more than
    [3, "linear", "isotron", 30, [80, 44]],
    [3, "linear", "leastSquares", 30, [44, 80]],
  ] as const)("claim %i fails by %s %s on %i rows at %j", (claim, recipe, learner, rows, angles) => {
    const expected = [true, true, true, true];
    expected[claim] = false;
    expect(verdicts(spoiled(recipe, learner, rows, angles))).toEqual(expected);
  });

  it("say by which numbers", () => {
    const [first] = counterexample.claims(records);
    expect(first.says).toContain("from 20 rows to 200");
    expect(first.found).toBe("glmtron from 31.00° to 29.00°, isotron from 30.00° to 27.00°");
  });
});

it("is what the issue of corrupted labels asks: sizes, budgets, seeds", () => {
  const [spread, linear] = counterexample.recipes;
  expect([spread.rows[0], spread.rows.at(-1)]).toEqual([2e4, 2e5]);
  expect(spread).toMatchObject({ link: "relu:bias=-1.2816", adversary: "spreadDecoy", budget: 0.1, features: 50 });
  expect(linear).toMatchObject({ link: "relu:bias=-2.5", adversary: "linearDecoy", budget: 0.2, features: 20 });
  expect(linear).toMatchObject({ rows: [3e4], seeds: [2, 3, 4, 5, 6] });
});

it("in brief still has both ends of the sizes", () => {
  const [spread, linear] = counterexample.recipes.map(brief);
  expect(spread).toMatchObject({ rows: [2e4, 2e5], seeds: [1] });
  expect(linear).toMatchObject({ rows: [3e4], seeds: [2] });
});
