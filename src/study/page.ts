/** What came of a study, for a terminal or as Markdown. */
import { textTable } from "../report/textTable.ts";
import type { Findings } from "./experiment.ts";
import type { Recipe } from "./recipe.ts";
import type { StudyRecord } from "./runStudy.ts";
import type { Claim, Study } from "./study.ts";
import { summarize } from "./summary.ts";
import { markdown, sentence, tableOf, tableOfAll } from "./table.ts";

/** What came of an experiment. */
export function findingsPage({ tables, claims }: Findings, form: "text" | "markdown"): string {
  return written(tables, claims, form);
}

export function page(
  { recipes, claims, together }: Study,
  records: readonly StudyRecord[],
  form: "text" | "markdown",
): string {
  const summaries = summarize(records);
  const tables = together
    ? [{ head: `Angles to w*, ${seedsOf(recipes[0])}`, table: tableOfAll(recipes, summaries) }]
    : recipes.map((recipe) => ({
        head: `${recipe.title}, d = ${recipe.features}, ${seedsOf(recipe)}`,
        table: tableOf(recipe, summaries),
      }));
  return written(tables, claims(records), form);
}

function written(tables: Findings["tables"], claims: readonly Claim[], form: "text" | "markdown"): string {
  const asText = form === "text";
  const blocks = tables.map(({ head, table }) =>
    asText ? `${head}\n\n${textTable(table)}` : `**${head}**\n\n${markdown(table)}`,
  );
  const verdicts = claims.map((claim) => `${asText ? "" : "- "}${sentence(claim)}`);
  return `${[...blocks, verdicts.join("\n")].join("\n\n")}\n`;
}

const seedsOf = ({ seeds }: Recipe): string => (seeds.length > 1 ? `seeds ${seeds.join(", ")}` : `seed ${seeds[0]}`);
