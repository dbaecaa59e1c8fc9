/**
 * Loss against OPT (ZarifisWDD2025, WangZDD2025): whether a learner's loss is at most a constant times that of the best neuron,
 * and whether it is one constant for all links. A straight line along a decoy spends the budget; links respond on fewer and
 * fewer rows.
 */
import type { Recipe } from "./recipe.ts";
import type { StudyRecord } from "./runStudy.ts";
import type { Claim, Study } from "./study.ts";
import { rangeOf } from "./summary.ts";

const LINKS: Readonly<Record<string, string>> = {
  "ReLU(z)": "relu",
  "ReLU(z − 1.28)": "relu:bias=-1.2816",
  "ReLU(z − 2)": "relu:bias=-2",
  "1{z ≥ 1}": "step:threshold=1",
};
const BUDGETS = [0.02, 0.08, 0.3];
const ROBUST = ["monotoneGlm", "monotoneSim"];
const PLAIN = ["sharpness", "glmtron", "isotron"];

const nameOf = (link: string, budget: number): string => `${link}, η = ${budget}`;

/** One constant for all: no link, no budget may cost more. */
const CONSTANT = 1.5;
/** How much larger the constant of the others is on the link that responds on the fewest rows than on the plain ReLU. */
const GROWS = 2;

export const errorVsOpt: Study = {
  name: "error-vs-opt",
  about: "Loss over OPT for links that respond on fewer and fewer rows, and budgets from small to large.",
  recipes: Object.entries(LINKS).flatMap(([title, link]) =>
    BUDGETS.map(
      (budget): Recipe => ({
        name: nameOf(title, budget),
        title: nameOf(title, budget),
        link,
        marginal: "gaussian",
        adversary: "linearDecoy",
        budget,
        noise: 0.05,
        features: 10,
        rows: [20_000],
        seeds: [1, 2, 3],
        learners: [...ROBUST, ...PLAIN],
      }),
    ),
  ),
  claims: (records) => [within(records), grows(records)],
};

function within(records: readonly StudyRecord[]): Claim {
  const ours = records.filter(({ learner }) => ROBUST.includes(learner));
  const { largest } = rangeOf(ours.map(({ lossOverOpt }) => lossOverOpt));
  return {
    says: `monotoneGlm and monotoneSim stay within ${CONSTANT} times OPT for every link, budget and seed`,
    holds: largest <= CONSTANT,
    found: `at most ${largest.toFixed(2)} times`,
  };
}

function grows(records: readonly StudyRecord[]): Claim {
  const median = (learner: string, link: string): number =>
    rangeOf(
      records
        .filter((r) => r.learner === learner && r.recipe.startsWith(`${link},`))
        .map(({ lossOverOpt }) => lossOverOpt),
    ).median;
  const factors = PLAIN.map((learner) => ({
    learner,
    plain: median(learner, "ReLU(z)"),
    biased: median(learner, "ReLU(z − 2)"),
  }));
  return {
    says: `the constants of ${PLAIN.join(", ")} are more than ${GROWS} times as large for ReLU(z − 2) as for ReLU(z), medians over budgets and seeds`,
    holds: factors.every(({ plain, biased }) => biased > GROWS * plain),
    found: factors
      .map(({ learner, plain, biased }) => `${learner} from ${plain.toFixed(2)} to ${biased.toFixed(2)}`)
      .join(", "),
  };
}
