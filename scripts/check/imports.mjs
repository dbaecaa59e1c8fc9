/**
 * The import rule (ARCHITECTURE.md): a file imports from its own chapter and from those above it; Node only in
 * `*.node.ts`; the DOM only in the lab; and what `index.ts` reaches runs in a browser.
 */
import { builtinModules } from "node:module";
import { posix } from "node:path";
import { declaredNames, filesIn, isReference, parse, readAll, walk } from "./source.mjs";

export const CHAPTERS =
  "math problem data pass method network learners shift robust fit trust landscape export figures report study cli lab".split(
    " ",
  );

/** Packages that only Node can run. */
const NODE_PACKAGES = ["@duckdb/node-api", "@clickhouse/client", "@resvg/resvg-js", "piscina", "bullmq", "ioredis"];
/** Packages that a page which only wants `fit` must not have to load. */
const HEAVY_PACKAGES = [...NODE_PACKAGES, "@observablehq/plot", "linkedom", "commander", "cli-progress", "cli-table3"];
const NODE_GLOBALS = new Set(
  "process Buffer require module exports __dirname __filename global setImmediate clearImmediate NodeJS".split(" "),
);
const DOM_GLOBALS =
  /^(window|document|navigator|location|history|localStorage|sessionStorage|(request|cancel)AnimationFrame|Document|Element|Node|Event|(HTML|SVG)\w*Element|DOMParser|XMLSerializer|(Mutation|Resize|Intersection)Observer|customElements|alert)$/;

const isNodeFile = (path) => path.endsWith(".node.ts");
const chapterOf = (path) => (path.split("/").length > 2 ? path.split("/")[1] : undefined);
const packageOf = (name) =>
  name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");
const isBuiltin = (name) => name.startsWith("node:") || builtinModules.includes(name);

/** What a file imports: `{ from, isStatic, isType, line }`, relative specifiers resolved to paths from the root. */
function importsOf(file, { program, lineOf }) {
  const found = [];
  walk(program, (node) => {
    const isImport =
      node.type === "ImportDeclaration" || node.type === "ImportExpression" || node.type === "TSImportType";
    const isReexport = (node.type === "ExportNamedDeclaration" || node.type === "ExportAllDeclaration") && node.source;
    if (!isImport && !isReexport) return;
    const written = (node.source ?? node.argument)?.value ?? (node.source ?? node.argument)?.literal?.value;
    if (typeof written !== "string") return;
    const from = written.startsWith(".") ? posix.join(posix.dirname(file.path), written) : written;
    const isType = node.importKind === "type" || node.exportKind === "type" || node.type === "TSImportType";
    found.push({ from, isStatic: node.type !== "ImportExpression", isType, line: lineOf(node.start) });
  });
  return found;
}

/**
 * @param {import("./source.mjs").File[]} files of src/
 * @param {readonly string[]} dependencies the packages that a user of the library gets with it
 * @returns {import("./source.mjs").Problem[]}
 */
export function importProblems(files, dependencies) {
  const parsed = files.map((file) => ({ file, tree: parse(file) }));
  const graph = new Map(parsed.map(({ file, tree }) => [file.path, importsOf(file, tree)]));
  const problems = parsed.flatMap(({ file, tree }) => [
    ...placeProblems(file.path),
    ...graph.get(file.path).flatMap((each) => edgeProblems(file.path, each, dependencies)),
    ...globalProblems(file.path, tree),
  ]);
  return [...problems, ...reachProblems(graph)];
}

function placeProblems(path) {
  const depth = path.split("/").length - 1;
  const chapter = chapterOf(path);
  const say = (what) => [{ path, line: 1, what }];
  if (chapter !== undefined && !CHAPTERS.includes(chapter)) return say(`no such chapter: ${chapter}`);
  return depth > 3 ? say("deeper than chapter/kind/part.ts") : [];
}

function edgeProblems(path, { from, line }, dependencies) {
  const say = (what) => [{ path, line, what }];
  if (!from.startsWith("src/")) return packageProblems(path, from, say, dependencies);
  if (isNodeFile(from) && !isNodeFile(path)) return say(`only a *.node.ts file may import ${from}`);
  const [mine, theirs] = [chapterOf(path), chapterOf(from)];
  if (mine === undefined) {
    if (/^src\/index(\.node)?\.ts$/.test(path)) return [];
    if (path === "src/part.ts" && from === "src/errors.ts") return [];
    return say(`${path} may not import ${from}: it stands above every chapter`);
  }
  if (theirs === undefined) {
    return /^src\/(part|errors)\.ts$/.test(from)
      ? []
      : say(`${from} is for users of the library, not for its chapters`);
  }
  if (mine === "lab" && theirs === "cli") return say("lab and cli do not know each other");
  return CHAPTERS.indexOf(theirs) <= CHAPTERS.indexOf(mine)
    ? []
    : say(`${mine} stands above ${theirs} and may not import it`);
}

function packageProblems(path, name, say, dependencies) {
  if (isBuiltin(name)) return isNodeFile(path) ? [] : say(`only a *.node.ts file may import ${name}`);
  if (!dependencies.includes(packageOf(name))) return say(`${packageOf(name)} is not among the dependencies`);
  if (NODE_PACKAGES.includes(packageOf(name)) && !isNodeFile(path))
    return say(`only a *.node.ts file may import ${name}`);
  return [];
}

function globalProblems(path, { program, lineOf }) {
  const declared = declaredNames(program);
  const problems = [];
  walk(program, (node, parent, key) => {
    if (node.type !== "Identifier" || declared.has(node.name) || !isReference(parent, key)) return;
    const say = (what) => problems.push({ path, line: lineOf(node.start), what });
    if (NODE_GLOBALS.has(node.name) && !isNodeFile(path)) say(`${node.name} is Node's; only *.node.ts may use it`);
    if (DOM_GLOBALS.test(node.name) && chapterOf(path) !== "lab")
      say(`${node.name} is the DOM's; only the lab may use it`);
  });
  return problems;
}

/** What `index.ts` reaches must run in a browser, and must not make it load what only figures and tables need. */
function reachProblems(graph) {
  const problems = [];
  const seen = new Set();
  const visit = (path, isStatic) => {
    const key = `${path} ${isStatic}`;
    if (seen.has(key) || !graph.has(path)) return;
    seen.add(key);
    for (const each of graph.get(path)) {
      if (each.isType) continue;
      const alwaysLoaded = isStatic && each.isStatic;
      const say = (what) => problems.push({ path, line: each.line, what: `index.ts reaches this file, ${what}` });
      if (isNodeFile(each.from) || isBuiltin(each.from)) say(`and through it ${each.from}, which needs Node`);
      if (alwaysLoaded && HEAVY_PACKAGES.includes(packageOf(each.from))) say(`and so always loads ${each.from}`);
      visit(each.from, alwaysLoaded);
    }
  };
  visit("src/index.ts", true);
  return problems;
}

/** @type {import("../check.mjs").Step} */
export const imports = {
  name: "imports",
  about: "chapter order, Node, DOM, what index.ts reaches",
  async run(root) {
    const [manifest] = await readAll(root, ["package.json"]);
    const dependencies = Object.keys(JSON.parse(manifest.text).dependencies);
    return { problems: importProblems(await filesIn(root, "src", ".ts"), dependencies) };
  },
};
