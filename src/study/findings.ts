/** What came of the recipes of a study. */
import { angles } from "../figures/index.ts";
import type { StudyRecord } from "./cell.ts";
import type { Findings } from "./experiment.ts";
import { pictureOf } from "./picture.ts";
import type { Recipe } from "./recipe.ts";
import type { Study } from "./study.ts";
import { summarize } from "./summary.ts";
import { csv, tableOf, tableOfAll } from "./table.ts";

export const findingsOf = (study: Study, records: readonly StudyRecord[]): Findings => ({
  ...(study.shown?.(records) ?? anglesIn(study, records)),
  claims: study.claims(records),
  csv: csv(records),
});

function anglesIn(study: Study, records: readonly StudyRecord[]): Pick<Findings, "tables" | "figure"> {
  const { recipes, together } = study;
  const summaries = summarize(records);
  if (together)
    return { tables: [{ head: `Angles to w*, ${seedsOf(recipes[0])}`, table: tableOfAll(recipes, summaries) }] };
  return {
    tables: recipes.map((recipe) => ({
      head: `${recipe.title}, d = ${recipe.features}, ${seedsOf(recipe)}`,
      table: tableOf(recipe, summaries),
    })),
    figure: (document) => angles(document, pictureOf(study, summaries)),
  };
}

export const seedsOf = ({ seeds }: Pick<Recipe, "seeds">): string =>
  seeds.length > 1 ? `seeds ${seeds.join(", ")}` : `seed ${seeds[0]}`;
