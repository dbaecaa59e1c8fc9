/** The records of a study as a figure. */
import type { AnglesRecord } from "../figures/index.ts";
import type { Study } from "./study.ts";
import type { Summary } from "./summary.ts";

/** The learners whose angle the theory bounds. */
const OURS: readonly string[] = ["monotoneGlm", "monotoneSim"];

export function pictureOf({ name, recipes }: Study, summaries: readonly Summary[]): AnglesRecord {
  return {
    title: name,
    panels: recipes.map((recipe) => ({
      title: recipe.title,
      lines: recipe.learners.map((learner) => ({
        learner,
        ours: OURS.includes(learner),
        points: summaries
          .filter((summary) => summary.recipe === recipe.name && summary.learner === learner)
          .map(({ rows, angle }) => ({ rows, ...angle })),
      })),
    })),
  };
}
