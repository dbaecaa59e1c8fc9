/** Figures of studies side by side on one HTML page, each with what came of its study. */
import { escaped } from "../report/escaped.ts";
import { style } from "../report/style.ts";

/** What a study left in a folder. */
export interface Exhibit {
  readonly name: string;
  readonly about: string;
  /** "holds: …" or "DOES NOT HOLD: …", as in the study's own page. */
  readonly verdicts: readonly string[];
  readonly figures: readonly Picture[];
  /** Its other files, as addresses. */
  readonly files: readonly string[];
}

export interface Picture {
  /** Its address. */
  readonly file: string;
  readonly title: string;
  readonly caption: string;
}

/** What a page of its study says of claims, and what a figure says of itself. */
export const verdictsIn = (markdown: string): string[] =>
  [...markdown.matchAll(/^- ((?:holds|DOES NOT HOLD): .*)$/gm)].map(([, verdict]) => verdict);

export const pictureOf = (file: string, svg: string): Picture => ({
  file,
  title: attribute(svg, "aria-label"),
  caption: attribute(svg, "aria-description"),
});

/** Of the SVG element itself; entities stay as they are spelled there. */
const attribute = (svg: string, name: string): string =>
  svg.match(new RegExp(`^<svg[^>]* ${name}="([^"]*)"`))?.[1] ?? "";

/** It has no script and fetches nothing but the figures beside it. */
export const galleryHtml = (exhibits: readonly Exhibit[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:">
<title>Figures of the studies</title>
<style>${style}${own}</style>
</head>
<body>
<main>
<h1>Figures of the studies</h1>
${exhibits.length === 0 ? "<p>There are no figures of studies here.</p>" : ""}
<nav>${exhibits.map(({ name }) => `<a href="#${escaped(name)}">${escaped(name)}</a>`).join("\n")}</nav>
${exhibits.map(section).join("\n")}
</main>
</body>
</html>
`;

const section = ({ name, about, verdicts, figures, files }: Exhibit): string => `<section id="${escaped(name)}">
<h2>${escaped(name)}</h2>
<p class="model">${escaped(about)}</p>
<div class="figures">
${figures.map(thumbnail).join("\n")}
</div>
<details${verdicts.length > MANY ? "" : " open"}><summary>${counted(verdicts)}</summary>
<ul>${verdicts.map((verdict) => `<li>${marked(verdict)}</li>`).join("\n")}</ul>
</details>
<p class="soft">${files.map((file) => `<a href="${escaped(file)}">${escaped(file.split("/").at(-1) ?? file)}</a>`).join(" · ")}</p>
</section>`;

/** More verdicts than this are folded away. */
const MANY = 5;

function counted(verdicts: readonly string[]): string {
  const held = verdicts.filter((verdict) => verdict.startsWith("holds")).length;
  return `${held} of ${verdicts.length} claims hold`;
}

function marked(verdict: string): string {
  const [head, ...rest] = verdict.split(": ");
  return `<span class="grade ${head === "holds" ? "good" : "bad"}">${escaped(head.toLowerCase())}</span>: ${escaped(rest.join(": "))}`;
}

const thumbnail = ({ file, title, caption }: Picture): string => `<figure>
<a href="${escaped(file)}"><img src="${escaped(file)}" alt="${title}" loading="lazy"></a>
<figcaption><b>${title}</b> ${caption}</figcaption>
</figure>`;

const own = `
a { color: var(--figure-data); }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
section { border-top: 1px solid var(--line); margin-top: 2.5rem; }
figure img { width: 100%; height: 16rem; object-fit: contain; background: var(--raised); border: 1px solid var(--line); border-radius: .4rem; padding: .5rem; }
`;
