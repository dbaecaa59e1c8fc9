/** A model as one HTML file that needs nothing else. */
import type { Figure, SvgDocument } from "../figures/index.ts";
import type { Model } from "../fit/model.ts";
import { groupNote, groupTable } from "./acrossGroups.ts";
import { circumstances } from "./circumstances.ts";
import { comparison } from "./comparison.ts";
import { escaped } from "./escaped.ts";
import type { Evidence } from "./evidence.ts";
import { type FeatureRow, featureRows } from "./features.ts";
import { figuresOf } from "./figuresOf.ts";
import { style } from "./style.ts";
import { effectHeads, pNote } from "./trust.ts";
import { caveat, verdict } from "./verdict.ts";

/**
 * The report. Names and cells of the user's table are text in it, never markup, and it has no script and asks for
 * nothing over the network: its own policy forbids both.
 *
 * @param document makes the figures' elements: linkedom's in Node, the page's own in a page.
 * @param evidence rows to draw one by one; without them the figures show bins only.
 */
export function html(model: Model, document: SvgDocument, evidence: readonly Evidence[] = []): string {
  const { grade, sentence } = verdict(model);
  const target = escaped(model.encoding.target.column);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${target}: one neuron</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<h1>One neuron for <bdi>${target}</bdi></h1>
<p class="model"><bdi>${target}</bdi> ≈ u(z), with u nondecreasing and z = weights·x + offset</p>
<pre aria-label="The command that makes this model again">${recipe(model)}</pre>
<p class="verdict ${grade}">${escaped(sentence)}</p>
</header>
${section("How it compares", comparisonTable(model))}
${model.shift === undefined ? "" : section(`Each <bdi>${escaped(model.shift.column)}</bdi>`, groupsTable(model.shift))}
${section("What it looks like", `<div class="figures">\n${figuresOf(model, document, evidence).map(drawn).join("\n")}\n</div>`)}
${section("Weights and effects", featureTable(model))}
${model.notices.length === 0 ? "" : section("Worth knowing", noticeList(model))}
${section("How it was made", circumstanceList(model))}
</main>
</body>
</html>
`;
}

/** The command, broken between its words only. */
const recipe = (model: Model): string =>
  model.recipe
    .split(" ")
    .map((word) => `<span>${escaped(word)}</span>`)
    .join(" ");

const note = (text: string): string => `<p class="soft">${escaped(text)}</p>`;
const section = (title: string, content: string): string => `<section>\n<h2>${title}</h2>\n${content}\n</section>`;

function drawn({ title, caption, svg }: Figure): string {
  return `<figure>\n<h3>${escaped(title)}</h3>\n${svg.outerHTML}\n<figcaption>${escaped(caption)}</figcaption>\n</figure>`;
}

function table(heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map((text) => `<th scope="col">${text}</th>`).join("");
  return `<div class="scroll"><table>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table></div>`;
}

/** A row whose first cell names it; numbers get a real minus sign. */
function row(name: string, cells: readonly string[], kind = ""): string {
  const set = cells.map((cell) => `<td>${escaped(cell).replace(/^-/, "−")}</td>`).join("");
  return `<tr${kind}><th scope="row"><bdi>${escaped(name)}</bdi></th>${set}</tr>`;
}

function comparisonTable(model: Model): string {
  const { heads, rows } = comparison(model);
  const caption = `On ${model.heldOut.rows} held-out rows. Loss is the mean squared error; R² is the share of the constant's loss that is gone.`;
  const body = rows.map(({ name, cells }, place) => row(name, cells, place === 0 ? ' class="ours"' : ""));
  return `${note(caption)}\n${table(["", ...heads], body)}\n${note(caveat(model))}`;
}

function groupsTable(shift: NonNullable<Model["shift"]>): string {
  const { heads, rows, rest } = groupTable(shift);
  const body = table(
    ["", ...heads],
    rows.map(({ name, cells }) => row(name, cells)),
  );
  return `${note(groupNote)}\n${body}${rest > 0 ? `\n${note(`and ${rest} that fare better`)}` : ""}`;
}

const most = 20;

function featureTable(model: Model): string {
  const rows = featureRows(model);
  const target = escaped(model.encoding.target.column);
  const ofEffects = effectHeads(model, `<bdi>${target}</bdi>`);
  const heads = ["column", "weight", "× standard deviation", ...ofEffects];
  const set = (part: readonly FeatureRow[]): string =>
    table(
      heads,
      part.map(({ name, weight, standardized, effects }) => row(name, [weight, standardized, ...effects])),
    );
  const caption = note(
    `Weights are in the data's units; the effect of one unit is the average over the rows of the fit, in the response's unit.${ofEffects.length > 1 ? ` ${pNote}` : ""}`,
  );
  const first = `${caption}\n${set(rows.slice(0, most))}`;
  if (rows.length <= most) return first;
  return `${first}\n<details><summary>and ${rows.length - most} smaller ones</summary>\n${set(rows.slice(most))}\n</details>`;
}

function noticeList({ notices }: Model): string {
  return `<ul>\n${notices.map((notice) => `<li>${escaped(notice)}</li>`).join("\n")}\n</ul>`;
}

function circumstanceList(model: Model): string {
  const pairs = circumstances(model).map(([word, text]) => `<dt>${escaped(word)}</dt><dd>${escaped(text)}</dd>`);
  return `<dl>\n${pairs.join("\n")}\n</dl>`;
}
