/**
 * Beyond Gaussian x, which the theorems ask for: Laplace, Student and uniform columns, w* mostly along few of them, so that
 * w*·x is nowhere near normal. What a straight line makes of a link that bends, what monotoneSim does, and whether knowing the
 * law of x, as scoredSim does, is worth anything.
 */
import type { Recipe } from "./recipe.ts";
import type { StudyRecord } from "./runStudy.ts";
import type { Claim, Study } from "./study.ts";
import { rangeOf } from "./summary.ts";

/** Marginals, and what scoredSim is told of them: a uniform law has no score, there it is told a normal one. */
const LAWS: Readonly<Record<string, number>> = { laplace: 1, studentT: 2, cube: 0 };

const recipe = (marginal: string, law: number, decoy: boolean): Recipe => ({
  name: decoy ? `${marginal}, decoy` : marginal,
  title: `${marginal} x, ReLU(z − 1.28)${decoy ? ", linear decoy, η = 0.1" : ""}`,
  link: "relu:bias=-1.2816",
  marginal,
  ...(decoy && { adversary: "linearDecoy", budget: 0.1 }),
  noise: 0.1,
  direction: "sparse-power",
  features: 10,
  rows: [20_000],
  seeds: [1, 2, 3],
  learners: ["ols", "monotoneSim", `scoredSim:law=${law}`],
});

export const beyondGaussian: Study = {
  name: "beyond-gaussian",
  about:
    "Columns that are not normal: a straight line, the learner that takes them for normal, and one that knows better.",
  recipes: Object.entries(LAWS).flatMap(([marginal, law]) => [
    recipe(marginal, law, false),
    recipe(marginal, law, true),
  ]),
  claims: (records) => [lineIsOff(records), simIsNot(records), lawIsWorthNothing(records)],
};

const anglesOf = (records: readonly StudyRecord[], learner: string, marginal: string) =>
  rangeOf(records.filter((r) => r.learner.startsWith(learner) && r.recipe === marginal).map(({ angle }) => angle));

function lineIsOff(records: readonly StudyRecord[]): Claim {
  const least = Math.min(...Object.keys(LAWS).map((marginal) => anglesOf(records, "ols", marginal).least));
  return {
    says: "clean labels: least squares is more than 5° off under every law and seed, for no lack of rows",
    holds: least > 5,
    found: `at least ${least.toFixed(2)}°`,
  };
}

function simIsNot(records: readonly StudyRecord[]): Claim {
  const most = Math.max(...Object.keys(LAWS).map((marginal) => anglesOf(records, "monotoneSim", marginal).largest));
  return {
    says: "clean labels: monotoneSim, which takes x for normal, ends within 2° under every law and seed",
    holds: most < 2,
    found: `at most ${most.toFixed(2)}°`,
  };
}

/** Of three seeds' medians a factor of two is no difference. */
function lawIsWorthNothing(records: readonly StudyRecord[]): Claim {
  const ratios = ["laplace", "studentT"].flatMap((marginal) =>
    [marginal, `${marginal}, decoy`].map(
      (name) => anglesOf(records, "scoredSim", name).median / anglesOf(records, "monotoneSim", name).median,
    ),
  );
  const least = Math.min(...ratios);
  return {
    says: "knowing the law does not halve the angle, on clean labels or on others",
    holds: least > 0.5,
    found: `scoredSim has ${least.toFixed(2)} of the angle of monotoneSim at the least`,
  };
}
