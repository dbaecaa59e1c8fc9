/** What came of a study, for a terminal or as Markdown. */
import { textTable } from "../report/textTable.ts";
import type { Findings } from "./experiment.ts";
import { markdown, sentence } from "./table.ts";

export function page({ tables, claims }: Findings, form: "text" | "markdown"): string {
  const asText = form === "text";
  const blocks = tables.map(({ head, table }) =>
    asText ? `${head}\n\n${textTable(table)}` : `**${head}**\n\n${markdown(table)}`,
  );
  const verdicts = claims.map((claim) => `${asText ? "" : "- "}${sentence(claim)}`);
  return `${[...blocks, verdicts.join("\n")].join("\n\n")}\n`;
}
