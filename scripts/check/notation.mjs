/**
 * One word for one thing: names and doc comments use the words of NOTATION.md, and none of its column "not".
 * The files of a catalogue bear the names of their parts.
 */
import { posix } from "node:path";
import { filesIn, lineAt, parse, readAll, walk } from "./source.mjs";

/**
 * The words that NOTATION.md says not to use, with the word that stands for each.
 *
 * @param {string} text NOTATION.md; every table that has a column "not" counts, its first column is the word to use
 * @returns {Map<string, string>}
 */
export function forbiddenWords(text) {
  const words = new Map();
  let column = -1;
  for (const line of text.split("\n")) {
    const cells = line.startsWith("|")
      ? line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim())
      : [];
    if (cells.length === 0) column = -1;
    else if (column < 0) column = cells.indexOf("not");
    else if (!/^:?-+:?$/.test(cells[0])) {
      const instead = cells[0].replaceAll("*", "");
      for (const word of (cells[column] ?? "").split(",")) if (word.trim() !== "") words.set(word.trim(), instead);
    }
  }
  return words;
}

/**
 * @param {import("./source.mjs").File[]} files
 * @param {Map<string, string>} forbidden
 * @returns {import("./source.mjs").Problem[]}
 */
export function wordProblems(files, forbidden) {
  const patterns = [...forbidden].map(([word, instead]) => ({
    word,
    instead,
    pattern: new RegExp(`\\b${word}s?\\b`, "i"),
  }));
  return files.flatMap(({ path, text }) => {
    const { program, comments, lineOf } = parse({ path, text });
    const said = comments.flatMap(sentences).filter(({ text }) => !/also called|a\.k\.a\./i.test(text));
    const named = new Map();
    walk(program, ({ type, name, start }) => {
      if (type === "Identifier" && !named.has(name)) named.set(name, { text: wordsOf(name), start });
    });
    return [...said, ...named.values()].flatMap(({ text, start }) =>
      patterns
        .filter(({ pattern }) => pattern.test(text))
        .map(({ word, instead }) => ({ path, line: lineOf(start), what: `"${word}": the word here is ${instead}` })),
    );
  });
}

/** The sentences of a comment, so that one "also called" pardons one sentence. */
function sentences({ value, start }) {
  return value
    .replace(/\n\s*\*/g, "\n")
    .split(/(?<=[.;:]\)?)\s+/)
    .map((sentence) => ({ text: sentence.replace(/\s+/g, " "), start }));
}

/** learningRate → "learning rate" */
const wordsOf = (name) => name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();

/**
 * A folder whose `index.ts` exports a `Catalogue` is a kind, and that object lists its parts.
 *
 * @param {import("./source.mjs").File[]} files of src/
 * @returns {import("./source.mjs").Problem[]}
 */
export function catalogueProblems(files) {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return files
    .filter(({ path, text }) => path.endsWith("/index.ts") && text.includes("Catalogue<"))
    .flatMap((index) => {
      const folder = posix.dirname(index.path);
      const kind = posix.basename(folder);
      const keys = catalogueKeys(index);
      const problems = kind.endsWith("s")
        ? []
        : [{ path: index.path, line: 1, what: `a kind is a plural, got ${kind}` }];
      for (const { key, local, from, line } of keys) {
        const say = (what) => problems.push({ path: index.path, line, what });
        const path = from === undefined ? undefined : posix.join(folder, from);
        if (local !== key) say(`part ${key} is imported as ${local}`);
        if (path === undefined || posix.basename(path, ".ts") !== key) say(`part ${key} does not come from ${key}.ts`);
        if (!/^[a-z][A-Za-z0-9]*$/.test(key)) say(`a part is written in camel case, got ${key}`);
        const part = byPath.get(path);
        if (part !== undefined) problems.push(...partProblems(part, key));
      }
      return problems;
    });
}

/** The properties of the exported object and the file each comes from. */
function catalogueKeys(index) {
  const { program, lineOf } = parse(index);
  const sources = new Map();
  const keys = [];
  walk(program, (node, parent) => {
    if (node.type === "ImportDeclaration")
      for (const each of node.specifiers) sources.set(each.local.name, node.source.value);
    const isCatalogue = node.type === "ObjectExpression" && parent.type === "VariableDeclarator";
    if (!isCatalogue) return;
    for (const property of node.properties.filter(({ type }) => type === "Property")) {
      const local = property.value.type === "Identifier" ? property.value.name : undefined;
      const key = property.key.name ?? property.key.value;
      keys.push({ key, local, from: sources.get(local), line: lineOf(property.start) });
    }
  });
  for (const each of keys) each.from = sources.get(each.local);
  return keys;
}

/** A part's file exports the name it carries, and the part says that name. */
function partProblems({ path, text }, key) {
  const exported = new RegExp(`export (const|function) ${key}\\b`).exec(text);
  const problems = exported ? [] : [{ path, line: 1, what: `exports no ${key}` }];
  const said = [...text.matchAll(/^\s*name: "([^"]*)",?$/gm)];
  if (said.length > 0 && !said.some(([, name]) => name === key)) {
    problems.push({ path, line: lineAt(text, said[0].index), what: `part ${key} calls itself ${said[0][1]}` });
  }
  return problems;
}

/** @type {import("../check.mjs").Step} */
export const notation = {
  name: "notation",
  about: "the words of NOTATION.md; parts bear the names of their files",
  async run(root) {
    const [table] = await readAll(root, ["NOTATION.md"]);
    const files = await filesIn(root, "src", ".ts");
    return { problems: [...wordProblems(files, forbiddenWords(table.text)), ...catalogueProblems(files)] };
  },
};
