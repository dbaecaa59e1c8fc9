/**
 * Why one does not just descend on a loss (ZarifisWDD2025): the same labels, corrupted within the same budget, and
 * learners that are led astray by them beside learners that are not.
 */
import type { Recipe } from "./recipe.ts";
import type { StudyRecord } from "./runStudy.ts";
import type { Claim, Study } from "./study.ts";
import { type Range, rangeOf } from "./summary.ts";

const LEARNERS = ["monotoneGlm", "monotoneSim", "leastSquares", "glmtron", "isotron"];

/** P(w*·x > 1.2816) = .1: a tenth of the rows respond. */
const spread: Recipe = {
  name: "spread",
  title: "ReLU(z − 1.28), spread-out decoy, η = 0.1",
  link: "relu:bias=-1.2816",
  marginal: "gaussian",
  adversary: "spreadDecoy",
  budget: 0.1,
  features: 50,
  rows: [20_000, 63_000, 200_000],
  seeds: [1, 2, 3],
  learners: LEARNERS,
};

/** P(w*·x > 2.5) = .006: six rows in a thousand respond. */
const linear: Recipe = {
  name: "linear",
  title: "ReLU(z − 2.5), linear decoy, η = 0.2",
  link: "relu:bias=-2.5",
  marginal: "gaussian",
  adversary: "linearDecoy",
  budget: 0.2,
  features: 20,
  rows: [30_000],
  seeds: [2, 3, 4, 5, 6],
  learners: LEARNERS,
};

/** More rows take off the part of an angle that chance has made, as 1/√n; what stays within a tenth is not chance. */
const SHRINKS_NOT = 0.9;

export const counterexample: Study = {
  name: "counterexample",
  about: "Labels corrupted such that weighing every row alike, or descending on the square loss, leads away from w*.",
  recipes: [spread, linear],
  claims: (records) => [
    ...["glmtron", "isotron"].map((learner) => stays(records, learner)),
    ...["monotoneGlm", "monotoneSim"].map((learner) => shrinks(records, learner)),
    within(records, "monotoneGlm", 2),
    within(records, "monotoneSim", 3),
    ...["glmtron", "isotron", "leastSquares"].map((learner) => beyond(records, learner, 45)),
  ],
};

function stays(records: readonly StudyRecord[], learner: string): Claim {
  const { few, many, found } = ends(records, learner);
  return {
    says: `${found.where}: the angle of ${learner} does not shrink (by less than a tenth)`,
    holds: many.median >= SHRINKS_NOT * few.median,
    found: found.numbers,
  };
}

function shrinks(records: readonly StudyRecord[], learner: string): Claim {
  const { few, many, found } = ends(records, learner);
  return {
    says: `${found.where}: the angle of ${learner} shrinks`,
    holds: many.median < few.median,
    found: found.numbers,
  };
}

function within(records: readonly StudyRecord[], learner: string, degrees: number): Claim {
  const { least, largest } = anglesOf(records, linear.name, learner);
  return {
    says: `linear decoy: ${learner} ends within ${degrees}° of w*`,
    holds: largest <= degrees,
    found: `${least.toFixed(2)}° to ${largest.toFixed(2)}°`,
  };
}

function beyond(records: readonly StudyRecord[], learner: string, degrees: number): Claim {
  const { least, largest } = anglesOf(records, linear.name, learner);
  return {
    says: `linear decoy: ${learner} stays beyond ${degrees}°`,
    holds: least > degrees,
    found: `${least.toFixed(2)}° to ${largest.toFixed(2)}°`,
  };
}

/** The angles of a learner under the spread-out decoy, on the fewest rows and on the most. */
function ends(records: readonly StudyRecord[], learner: string) {
  const sizes = records.filter(({ recipe }) => recipe === spread.name).map(({ rows }) => rows);
  const [from, to] = [Math.min(...sizes), Math.max(...sizes)];
  const few = anglesOf(records, spread.name, learner, from);
  const many = anglesOf(records, spread.name, learner, to);
  return {
    few,
    many,
    found: {
      where: `spread-out decoy, from ${from} rows to ${to}`,
      numbers: `${few.median.toFixed(2)}° to ${many.median.toFixed(2)}°`,
    },
  };
}

function anglesOf(records: readonly StudyRecord[], recipe: string, learner: string, rows?: number): Range {
  const chosen = records.filter(
    (record) => record.recipe === recipe && record.learner === learner && (rows === undefined || record.rows === rows),
  );
  return rangeOf(chosen.map(({ angle }) => angle));
}
