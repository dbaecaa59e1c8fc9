/** What came of a study, for a terminal or as Markdown. */
import { textTable } from "../report/textTable.ts";
import type { StudyRecord } from "./runStudy.ts";
import type { Study } from "./study.ts";
import { summarize } from "./summary.ts";
import { markdown, sentence, tableOf } from "./table.ts";

export function page({ recipes, claims }: Study, records: readonly StudyRecord[], form: "text" | "markdown"): string {
  const summaries = summarize(records);
  const asText = form === "text";
  const tables = recipes.map((recipe) => {
    const { title, features, seeds } = recipe;
    const head = `${title}, d = ${features}, ${seeds.length > 1 ? `seeds ${seeds.join(", ")}` : `seed ${seeds[0]}`}`;
    const table = tableOf(recipe, summaries);
    return asText ? `${head}\n\n${textTable(table)}` : `**${head}**\n\n${markdown(table)}`;
  });
  const verdicts = claims(records).map((claim) => `${asText ? "" : "- "}${sentence(claim)}`);
  return `${[...tables, verdicts.join("\n")].join("\n\n")}\n`;
}
