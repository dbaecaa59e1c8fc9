/** Finds what the documentation shows: `@example`s in doc comments and fenced blocks in Markdown. */
import { lineAt, parse } from "./source.mjs";

/**
 * @typedef {object} Example
 * @property {string} path the file that shows it
 * @property {number} line
 * @property {"ts" | "sh" | "text" | "json" | "bibtex"} language
 * @property {string} code
 * @property {readonly string[]} [scope] names that need no import
 * @property {string} note what follows the language in a fence: a file's path, or "output"
 */

const FENCE = /^```(\w*)[ \t]*([^\n]*)\n([\s\S]*?)^```[ \t]*$/gm;

/** @returns {Example[]} the fenced blocks of a page, in order */
export function blocksOf({ path, text }) {
  return [...text.matchAll(FENCE)].map((match) => ({
    path,
    line: lineAt(text, match.index),
    language: match[1],
    note: match[2].trim(),
    code: match[3],
  }));
}

/**
 * The `@example`s of a source file, fenced or bare, each TypeScript. What the file itself exports is in scope; anything
 * else is imported from the package, as a reader would.
 *
 * @returns {Example[]} `scope` names what the file exports
 */
export function examplesOf(file) {
  const { comments, lineOf, module } = parse(file);
  const scope = module.staticExports.flatMap(({ entries }) => entries.map(({ exportName }) => exportName.name));
  return comments
    .filter(({ type, value }) => type === "Block" && value.startsWith("*"))
    .flatMap(({ value, start }) => {
      const plain = value.replace(/^[ \t]*\* ?/gm, "");
      return [...plain.matchAll(/^@example\b[^\n]*\n([\s\S]*?)(?=^@\w|(?![\s\S]))/gm)].map((match) => ({
        path: file.path,
        line: lineOf(start) + lineAt(plain, match.index) - 1,
        language: "ts",
        note: "",
        code: match[1].replace(/^```.*$/gm, "").trim(),
        scope,
      }));
    });
}

/**
 * The import that puts the names in scope which an example uses and does not import itself.
 *
 * @param {{ code: string, scope?: readonly string[] }} example
 * @param {string} module what exports them
 */
export function scopeImport({ code, scope = [] }, module) {
  const used = scope.filter(
    (name) => new RegExp(`\\b${name}\\b`).test(code) && !new RegExp(`import [^;]*\\b${name}\\b`).test(code),
  );
  return used.length === 0 ? "" : `import { ${used.join(", ")} } from ${JSON.stringify(module)};\n`;
}

/** What a block of TypeScript says it prints: the texts after `// →`. */
export function promisedOutput(code) {
  return [...code.matchAll(/\/\/ → (.*)$/gm)].map((match) => match[1].trim());
}

/** Output with what differs from run to run, the seconds, taken out. */
export function steady(output) {
  return output
    .replace(/\d+(\.\d+)? (ms|s|seconds?)\b/g, "… s")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .trim();
}
