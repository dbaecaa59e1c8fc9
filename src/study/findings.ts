/** What came of the recipes of a study. */
import { angles } from "../figures/index.ts";
import type { StudyRecord } from "./cell.ts";
import type { Findings } from "./experiment.ts";
import { pictureOf } from "./picture.ts";
import type { Recipe } from "./recipe.ts";
import type { Study } from "./study.ts";
import { summarize } from "./summary.ts";
import { csv, tableOf, tableOfAll } from "./table.ts";

export function findingsOf(study: Study, records: readonly StudyRecord[]): Findings {
  const { recipes, claims, together } = study;
  const summaries = summarize(records);
  return {
    tables: together
      ? [{ head: `Angles to w*, ${seedsOf(recipes[0])}`, table: tableOfAll(recipes, summaries) }]
      : recipes.map((recipe) => ({
          head: `${recipe.title}, d = ${recipe.features}, ${seedsOf(recipe)}`,
          table: tableOf(recipe, summaries),
        })),
    claims: claims(records),
    csv: csv(records),
    ...(!together && { figure: (document) => angles(document, pictureOf(study, summaries)) }),
  };
}

const seedsOf = ({ seeds }: Recipe): string => (seeds.length > 1 ? `seeds ${seeds.join(", ")}` : `seed ${seeds[0]}`);
