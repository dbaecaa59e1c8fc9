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
  rows: [20_000, 200_000],
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

/** Chance's part of an angle shrinks as 1/√n, to a third on ten times the rows; what stays within a tenth is not chance. */
const STAYS = 0.9;

export const counterexample: Study = {
  name: "counterexample",
  about: "Labels corrupted such that weighing every row alike, or descending on the square loss, leads away from w*.",
  recipes: [spread, linear],
  claims: (records) => [stays(records), shrinks(records), within(records), beyond(records)],
};

function stays(records: readonly StudyRecord[]): Claim {
  const [few, many] = ends(records);
  const all = ["glmtron", "isotron"].map((learner) => change(records, learner, few, many));
  return {
    says: `spread-out decoy, from ${few} rows to ${many}, the angles of glmtron and isotron keep nine tenths of their size, worst seeds compared`,
    holds: all.every(({ from, to }) => to >= STAYS * from),
    found: all.map(({ found }) => found).join(", "),
  };
}

function shrinks(records: readonly StudyRecord[]): Claim {
  const [few, many] = ends(records);
  const all = ["monotoneGlm", "monotoneSim"].map((learner) => change(records, learner, few, many));
  return {
    says: `spread-out decoy, from ${few} rows to ${many}, the angles of monotoneGlm and monotoneSim shrink, worst seeds compared`,
    holds: all.every(({ from, to }) => to < from),
    found: all.map(({ found }) => found).join(", "),
  };
}

function within(records: readonly StudyRecord[]): Claim {
  const [glm, sim] = ["monotoneGlm", "monotoneSim"].map((learner) => reach(records, learner));
  return {
    says: "linear decoy, monotoneGlm ends within 2° of w* and monotoneSim within 3°, on every seed",
    holds: glm.largest <= 2 && sim.largest <= 3,
    found: `${glm.found}, ${sim.found}`,
  };
}

function beyond(records: readonly StudyRecord[]): Claim {
  const all = ["leastSquares", "glmtron", "isotron"].map((learner) => reach(records, learner));
  return {
    says: "linear decoy, leastSquares, glmtron and isotron stay beyond 45°, on every seed",
    holds: all.every(({ least }) => least > 45),
    found: all.map(({ found }) => found).join(", "),
  };
}

/** The fewest rows and the most under the spread-out decoy. */
function ends(records: readonly StudyRecord[]): [number, number] {
  const sizes = records.filter(({ recipe }) => recipe === spread.name).map(({ rows }) => rows);
  return [Math.min(...sizes), Math.max(...sizes)];
}

/** The angle of a learner under the spread-out decoy, on its worst seed, on few rows and on many. */
function change(records: readonly StudyRecord[], learner: string, few: number, many: number) {
  const worst = (n: number): number =>
    anglesOf(records, (record) => record.recipe === spread.name && record.learner === learner && record.rows === n)
      .largest;
  const [from, to] = [worst(few), worst(many)];
  return { from, to, found: `${learner} from ${written(from)} to ${written(to)}` };
}

/** How far the angles of a learner reach under the linear decoy. */
function reach(records: readonly StudyRecord[], learner: string) {
  const { least, largest } = anglesOf(records, (record) => record.recipe === linear.name && record.learner === learner);
  return { least, largest, found: `${learner} ${written(least)} to ${written(largest)}` };
}

function anglesOf(records: readonly StudyRecord[], wanted: (record: StudyRecord) => boolean): Range {
  return rangeOf(records.filter(wanted).map(({ angle }) => angle));
}

const written = (degrees: number): string => `${degrees.toFixed(2)}°`;
