/**
 * What real tables do to a fit: links that bend or jump, covariates with heavy tails or none, and labels that are far off,
 * answer to another neuron, are cut off at the top, or are noisier in one place than in another.
 */
import type { Recipe } from "./recipe.ts";
import type { StudyRecord } from "./runStudy.ts";
import type { Claim, Study } from "./study.ts";
import { rangeOf } from "./summary.ts";

type Setting = Pick<Recipe, "title" | "link" | "marginal" | "features" | "rows"> & { readonly binary?: true };

/** P(N(0, 1) > 1.0364) = .15: links that are active on 15 % of the rows. */
const SETTINGS: Readonly<Record<string, Setting>> = {
  relu: { title: "ReLU(z), normal x", link: "relu", marginal: "gaussian", features: 10, rows: [2000] },
  stairs: { title: "ramps, x in a cube", link: "ramps", marginal: "cube", features: 10, rows: [2000] },
  biased: {
    title: "ReLU(z − 1.04), Laplace x",
    link: "relu:bias=-1.0364",
    marginal: "laplace",
    features: 10,
    rows: [2000],
  },
  correlated: {
    title: "ReLU(z − 1.04), correlated x",
    link: "relu:bias=-1.0364",
    marginal: "correlated",
    features: 50,
    rows: [20_000],
  },
  heavy: { title: "ReLU(z), Student t x", link: "relu", marginal: "studentT", features: 50, rows: [20_000] },
  step: {
    title: "1{z ≥ 1}, Laplace x",
    link: "step:threshold=1",
    marginal: "laplace",
    features: 50,
    rows: [20_000],
    binary: true,
  },
  sigmoid: {
    title: "sigmoid(z), sparse x",
    link: "sigmoid",
    marginal: "sparseBernoulliGaussian",
    features: 10,
    rows: [20_000],
    binary: true,
  },
};

/** Noise on real labels, and on what a decoy answers. */
const NOISE = 0.1;

interface Trouble {
  readonly title: string;
  readonly adversary: string;
  readonly budget: number;
}

/** Where few rows respond, a fifth of them cut off would leave nothing: there it is 6 %. */
function troublesOf({ link, binary }: Setting): Readonly<Record<string, Trouble | undefined>> {
  const few = link.includes("bias") || link.startsWith("step");
  return {
    clean: undefined,
    outliers: { title: "a tenth far off", adversary: "randomOutliers", budget: 0.1 },
    decoy: { title: "a fifth to a decoy", adversary: `decoyRegion:noise=${binary ? 0 : NOISE}`, budget: 0.2 },
    top: { title: "zeros at the top", adversary: "topZeroed", budget: few ? 0.06 : 0.2 },
    // A rate of .4 where |u·x| is among the largest third; or noise of no variance on half of the rows, the most that a budget allows.
    uneven: binary
      ? { title: "flips in a region", adversary: "massart", budget: 0.13 }
      : { title: "heavy-tailed noise", adversary: "heavyTails", budget: 0.49 },
  };
}

function recipesOf([name, setting]: readonly [string, Setting]): Recipe[] {
  const { binary, title, ...laws } = setting;
  return Object.entries(troublesOf(setting)).map(([trouble, spoiled]) => ({
    ...laws,
    name: `${name}, ${trouble}`,
    title: `${title}; ${spoiled?.title ?? "clean"}`,
    ...(spoiled && { adversary: spoiled.adversary, budget: spoiled.budget }),
    ...(binary ? { responses: "binary" as const } : { noise: NOISE }),
    direction: "sparse-power",
    seeds: [2, 3, 4],
    learners: ["fit", binary ? "logistic" : "ols", "isotron", "glmtron"],
  }));
}

/** Degrees beyond which a fit has missed w*. */
const MISSED = (rows: number): number => (rows >= 20_000 ? 10 : 20);
/** How much larger than on the clean labels an angle may be where a tenth of them is far off. */
const COST = 1.5;

export const hardCases: Study = {
  name: "hard-cases",
  about: "A fit that is told nothing, on labels spoiled in five ways, beside plain learners.",
  together: true,
  recipes: Object.entries(SETTINGS).flatMap(recipesOf),
  claims: (records) => [reaches(records), shrugs(records)],
};

function reaches(records: readonly StudyRecord[]): Claim {
  const fits = records.filter(
    ({ learner, recipe }) => learner === "fit" && SETTINGS[recipe.split(", ")[0]].binary !== true,
  );
  const missed = fits.filter(({ angle, rows }) => angle > MISSED(rows));
  return {
    says: "real labels: the fit ends within 10° of w* on 20000 rows and within 20° on 2000, on every sample and seed",
    holds: missed.length === 0,
    found: `${fits.length - missed.length} of ${fits.length} do`,
  };
}

function shrugs(records: readonly StudyRecord[]): Claim {
  const angleOf = (recipe: string): number =>
    rangeOf(records.filter((r) => r.learner === "fit" && r.recipe === recipe).map(({ angle }) => angle)).median;
  const names = Object.keys(SETTINGS).filter((name) => SETTINGS[name].binary !== true);
  const { median } = rangeOf(names.map((name) => angleOf(`${name}, outliers`) / angleOf(`${name}, clean`)));
  return {
    says: "real labels: a tenth of them far off leaves the angle of the fit below 1.5 times what it is on clean ones, median over the samples",
    holds: median < COST,
    found: `${median.toFixed(2)} times`,
  };
}
