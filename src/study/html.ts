/** What came of a study as one HTML file that needs nothing else: claims, figure, tables. */
import { escaped } from "../report/escaped.ts";
import { style } from "../report/style.ts";
import type { TextTable } from "../report/textTable.ts";
import type { Findings } from "./experiment.ts";
import type { Claim } from "./study.ts";

export interface StudyPage extends Pick<Findings, "tables" | "claims"> {
  readonly name: string;
  readonly about: string;
  /** An SVG element written out. */
  readonly figure?: string | undefined;
}

/** It has no script and asks for nothing over the network: its own policy forbids both. */
export function studyHtml({ name, about, claims, tables, figure }: StudyPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(name)}: a study</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(name)}</h1>
<p class="model">${escaped(about)}</p>
<pre aria-label="The command that makes this page again"><span>plumbline study ${escaped(name)}</span></pre>
${claims.map(verdict).join("\n")}
${figure === undefined ? "" : `<figure>\n${figure}\n</figure>`}
${tables.map(({ head, table }) => `<h2>${escaped(head)}</h2>\n${tableOf(table)}`).join("\n")}
</main>
</body>
</html>
`;
}

const verdict = ({ says, holds, found }: Claim): string =>
  `<p class="verdict ${holds ? "good" : "bad"}"><span class="grade">${holds ? "holds" : "does not hold"}</span> ${escaped(says)}<br><span class="soft">${escaped(found)}</span></p>`;

function tableOf({ heads, rows }: TextTable): string {
  const head = heads.map((each) => `<th scope="col">${escaped(each)}</th>`).join("");
  const body = rows.map(([first, ...others]) => {
    const cells = others.map((cell) => `<td>${escaped(cell)}</td>`).join("");
    return `<tr><th scope="row">${escaped(first)}</th>${cells}</tr>`;
  });
  return `<div class="scroll"><table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join("\n")}\n</tbody>\n</table></div>`;
}
