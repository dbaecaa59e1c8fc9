/** A small study, and what of its records the seed decides. */
import type { Recipe } from "../../src/study/recipe.ts";
import type { StudyRecord } from "../../src/study/runStudy.ts";

export const small: Recipe = {
  name: "small",
  title: "a small one",
  link: "relu:bias=-1",
  marginal: "gaussian",
  adversary: "spreadDecoy",
  budget: 0.1,
  features: 3,
  rows: [300],
  seeds: [1, 2],
  learners: ["glmtron", "isotron"],
};

/** Everything but the seconds. */
export const bits = (records: readonly StudyRecord[]): object[] => records.map((record) => ({ ...record, seconds: 0 }));
