import { expect, it } from "vitest";
import type { Model } from "../../src/fit/model.ts";
import { verdict } from "../../src/report/verdict.ts";
import { binaryModel, realModel } from "../fixtures/model.ts";

const scored = (fit: number, linear: number, rows = 100): Model => ({
  ...realModel,
  heldOut: { ...realModel.heldOut, rows, fit: { loss: 1 - fit, r2: fit }, linear: { loss: 1 - linear, r2: linear } },
});

it.each([
  [0.8, 0.6, "good", "80 % of the variation of strength, more than the 60 % of OLS."],
  [0.8, -0.1, "good", "more than OLS, which explains none."],
  [0.8, 0.79, "even", "a tie with the 79 % of OLS"],
  [0.6, 0.8, "bad", "less than the 80 % of OLS: prefer that"],
  [0.01, -0.2, "bad", "no better than a constant"],
  [-3, 0.5, "bad", "no better than a constant"],
])("R² %f against %f is %s", (fit, linear, grade, words) => {
  const said = verdict(scored(fit, linear));
  expect(said.grade).toBe(grade);
  expect(said.sentence).toContain(words);
});

it("calls a small difference a tie on few rows and not on many", () => {
  expect(verdict(scored(0.8, 0.77, 100)).grade).toBe("even");
  expect(verdict(scored(0.8, 0.77, 10_000)).grade).toBe("good");
});

it("does not trust what could not be scored", () => {
  expect(verdict(scored(Number.NaN, 0.5)).grade).toBe("bad");
});

it("is not content with good probabilities in a bad order", () => {
  const { fit } = binaryModel.heldOut;
  const worse = verdict({ ...binaryModel, heldOut: { ...binaryModel.heldOut, fit: { ...fit, auc: 0.7 } } });
  expect(worse.grade).toBe("even");
  expect(worse.sentence).toContain("in 70 % of pairs, fewer than its 81 %.");
});

it("ranks 0/1 labels by their names", () => {
  const { grade, sentence } = verdict(binaryModel);
  expect(grade).toBe("good");
  expect(sentence).toBe(
    "On 309 held-out rows, it explains 27 % of the variation of churn, more than the 17 % of logistic regression, " +
      "and ranks yes above no in 86 % of pairs, a tie with its 81 %.",
  );
});
