/** Every paper cited in the code stands in references.bib, and every paper there is cited. */
import { filesIn, lineAt, parse, readAll, walk } from "./source.mjs";

/** Keys look like AuerHW1995: the first author, initials of the others, the year. */
const KEY = /\b[A-Z][A-Za-z]*[a-z][A-Za-z]*(?:19|20)\d\d[a-z]?\b/g;

/** Keys of a bibliography with their lines. */
export function bibliographyKeys(text) {
  return [...text.matchAll(/^@\w+\{([^,\s]+),/gm)].map((match) => ({ key: match[1], line: lineAt(text, match.index) }));
}

/** What a source file cites: `reference: "Key"` of parts, and keys in comments. */
export function citations(file) {
  const { program, comments, lineOf } = parse(file);
  const found = comments.flatMap(({ value, start }) =>
    [...value.matchAll(KEY)].map((match) => ({ key: match[0], line: lineOf(start + match.index) })),
  );
  walk(program, (node) => {
    const isReference = node.type === "Property" && node.key.name === "reference" && node.value.type === "Literal";
    if (!isReference || node.value.value === "folklore") return;
    for (const key of node.value.value.split(/,\s*/)) found.push({ key, line: lineOf(node.start) });
  });
  return found;
}

/** What a page cites. */
export function citationsOfPage({ text }) {
  return [...text.matchAll(KEY)].map((match) => ({ key: match[0], line: lineAt(text, match.index) }));
}

const cite = (citationsIn) => (file) => ({ path: file.path, found: citationsIn(file) });

/**
 * @param {import("./source.mjs").File[]} sources
 * @param {import("./source.mjs").File[]} pages documentation, which may cite too
 * @param {import("./source.mjs").File} bibliography
 * @returns {import("./source.mjs").Problem[]}
 */
export function referenceProblems(sources, pages, bibliography) {
  const listed = bibliographyKeys(bibliography.text);
  const known = new Set(listed.map(({ key }) => key));
  const cited = new Set();
  const problems = [];
  for (const { path, found } of [...sources.map(cite(citations)), ...pages.map(cite(citationsOfPage))]) {
    for (const { key, line } of found) {
      cited.add(key);
      if (!known.has(key)) problems.push({ path, line, what: `${key} is not in ${bibliography.path}` });
    }
  }
  for (const { key, line } of listed) {
    const twice = listed.find((other) => other.key === key).line !== line;
    if (twice) problems.push({ path: bibliography.path, line, what: `${key} stands here twice` });
    if (!cited.has(key)) problems.push({ path: bibliography.path, line, what: `nothing cites ${key}` });
  }
  return problems;
}

/** @type {import("../check.mjs").Step} */
export const references = {
  name: "references",
  about: "citations and references.bib agree",
  async run(root) {
    const [bibliography] = await readAll(root, ["references.bib"]);
    const pages = [
      ...(await readAll(root, ["README.md", "ARCHITECTURE.md", "NOTATION.md"])),
      ...(await filesIn(root, "docs", ".md")),
    ];
    return { problems: referenceProblems(await filesIn(root, "src", ".ts"), pages, bibliography) };
  },
};
