/** The project's sources as the checks see them: text, syntax tree, comments and the names a file declares. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseSync } from "vite";

/** @typedef {{ path: string, text: string }} File a file by its path from the root of the checkout */
/** @typedef {{ path: string, line: number, what: string }} Problem */

/**
 * Every file under a folder whose name ends so, sorted by path.
 *
 * @returns {Promise<File[]>}
 */
export async function filesIn(root, folder, ending) {
  const names = await readdir(join(root, folder), { recursive: true }).catch(() => []);
  const paths = names.filter((name) => name.endsWith(ending)).map((name) => `${folder}/${name}`);
  return readAll(root, paths.sort());
}

/** @returns {Promise<File[]>} the files of these paths; those that do not exist are left out */
export async function readAll(root, paths) {
  const read = (path) => readFile(join(root, path), "utf8").catch(() => undefined);
  const texts = await Promise.all(paths.map(read));
  return paths.map((path, i) => ({ path, text: texts[i] })).filter(({ text }) => text !== undefined);
}

/** The syntax tree of a file and what the checks ask of it. */
export function parse({ path, text }) {
  const { program, comments, module, errors } = parseSync(path, text, { lang: path.endsWith(".mjs") ? "js" : "ts" });
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
  return { program, comments, module, lineOf: (offset) => lineAt(text, offset) };
}

/** The line, from 1, that holds the character at `offset`. */
export function lineAt(text, offset) {
  return text.slice(0, offset).split("\n").length;
}

/** Calls `visit(node, parent, key)` for every node of a tree, parents first. */
export function walk(node, visit, parent, key) {
  if (Array.isArray(node)) {
    for (const each of node) walk(each, visit, parent, key);
  } else if (typeof node?.type === "string") {
    visit(node, parent, key);
    for (const [name, child] of Object.entries(node)) {
      if (child !== null && typeof child === "object") walk(child, visit, node, name);
    }
  }
}

/** Whether an identifier stands for a variable or a type, rather than for a property or a label. */
export function isReference(parent, key) {
  if (parent === undefined) return true;
  if (key === "property" || key === "key") return parent.computed === true || parent.shorthand === true;
  return !["imported", "exported", "label", "right", "meta"].includes(key) || parent.type.endsWith("Expression");
}

/** Every name that a file gives to something: variables, parameters, functions, classes, types, imports. */
export function declaredNames(program) {
  const names = new Set();
  walk(program, (node, parent, key) => {
    if (node.type !== "Identifier") return;
    const named = key === "id" || key === "local" || key === "params" || key === "param" || key === "argument";
    const inPattern = parent?.type.endsWith("Pattern") || parent?.type === "RestElement" || parent?.type === "Property";
    if ((named && parent.type !== "UnaryExpression") || (inPattern && key !== "right")) names.add(node.name);
    if (parent?.type === "TSTypeParameter") names.add(node.name);
  });
  return names;
}
