/** What came of a study, for a terminal or as Markdown. */
import { type TextTable, textTable } from "../report/textTable.ts";
import type { Recipe } from "./recipe.ts";
import type { StudyRecord } from "./runStudy.ts";
import type { Study } from "./study.ts";
import { summarize } from "./summary.ts";
import { markdown, sentence, tableOf, tableOfAll } from "./table.ts";

export function page(
  { recipes, claims, together }: Study,
  records: readonly StudyRecord[],
  form: "text" | "markdown",
): string {
  const summaries = summarize(records);
  const asText = form === "text";
  const headed = (head: string, table: TextTable): string =>
    asText ? `${head}\n\n${textTable(table)}` : `**${head}**\n\n${markdown(table)}`;
  const tables = together
    ? [headed(`Angles to w*, ${seedsOf(recipes[0])}`, tableOfAll(recipes, summaries))]
    : recipes.map((recipe) =>
        headed(`${recipe.title}, d = ${recipe.features}, ${seedsOf(recipe)}`, tableOf(recipe, summaries)),
      );
  const verdicts = claims(records).map((claim) => `${asText ? "" : "- "}${sentence(claim)}`);
  return `${[...tables, verdicts.join("\n")].join("\n\n")}\n`;
}

const seedsOf = ({ seeds }: Recipe): string => (seeds.length > 1 ? `seeds ${seeds.join(", ")}` : `seed ${seeds[0]}`);
