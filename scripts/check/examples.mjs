/** Finds what the documentation shows: `@example`s in doc comments and fenced blocks in Markdown. */
import { lineAt, parse } from "./source.mjs";

/**
 * @typedef {object} Example
 * @property {string} path the file that shows it
 * @property {number} line
 * @property {"ts" | "sh" | "text" | "json" | "bibtex"} language
 * @property {string} code
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

/** @returns {Example[]} the `@example`s of a source file, fenced or bare, each TypeScript */
export function examplesOf(file) {
  const { comments, lineOf } = parse(file);
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
      }));
    });
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
