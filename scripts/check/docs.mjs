/**
 * Everything the documentation shows is true: every `@example` and every block of README and the guides is run.
 *
 * - `ts` blocks are compiled against the built package and run; `// → text` promises what is printed, in order.
 * - `ts path` blocks are excerpts and must stand in that file, word for word.
 * - `sh` blocks with `npx plumbline` run, in order, in a copy of examples/; `npm run …` must name a script.
 * - `text output` blocks are what the block before them prints, seconds aside; other `text` is not looked at.
 */
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../run.mjs";
import { blocksOf, examplesOf, promisedOutput, scopeImport, steady } from "./examples.mjs";
import { filesIn, readAll } from "./source.mjs";

const LANGUAGES = ["ts", "sh", "text", "json", "bibtex"];

/**
 * Runs the examples of some files.
 *
 * @param {string} root the checkout, built
 * @param {{ sources: import("./source.mjs").File[], pages: import("./source.mjs").File[] }} files
 * @returns {Promise<import("../check.mjs").Outcome & { repairs: { path: string, line: number, code: string }[] }>} each
 *   example counts as one; a repair is what a block that shows an output or an excerpt should hold
 */
export async function docsOutcome(root, { sources, pages }) {
  const shown = [sources.flatMap(examplesOf), ...pages.map(blocksOf)].map((blocks) =>
    blocks.map((block) => ({ ...block })),
  );
  const workshop = await mkdtemp(join(tmpdir(), "plumbline-docs-"));
  try {
    await furnish(root, workshop);
    const compiled = await compile(root, workshop, shown);
    const tally = { passed: 0, failed: 0, problems: [], repairs: [] };
    for (const [place, blocks] of shown.entries()) {
      let printed = "";
      for (const block of blocks) {
        const { what, stdout, repair } = await check(block, {
          root,
          folder: join(workshop, `${place}`),
          printed,
          compiled,
        });
        if (what !== undefined) tally.problems.push({ path: block.path, line: block.line, what });
        if (what !== undefined && repair !== undefined)
          tally.repairs.push({ path: block.path, line: block.line, code: repair });
        tally[what === undefined ? "passed" : "failed"] += block.language === "text" && block.note !== "output" ? 0 : 1;
        printed = stdout ?? printed;
      }
    }
    return tally;
  } finally {
    await rm(workshop, { recursive: true });
  }
}

/** A package beside which `plumbline-fit` is installed, and the command with it. */
async function furnish(root, workshop) {
  const { name, bin } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const modules = join(workshop, "node_modules");
  await mkdir(join(modules, ".bin"), { recursive: true });
  await writeFile(join(workshop, "package.json"), '{ "type": "module" }\n');
  await symlink(root, join(modules, name));
  for (const [command, file] of Object.entries(bin)) await symlink(join(root, file), join(modules, ".bin", command));
}

/** Compiles every ts block at once; hands back the complaints by file. */
async function compile(root, workshop, shown) {
  for (const [place, blocks] of shown.entries()) {
    const folder = join(workshop, `${place}`);
    await cp(join(root, "examples"), join(folder, "examples"), { recursive: true });
    for (const [i, block] of blocks.entries()) {
      if (block.language !== "ts" || block.note !== "") continue;
      block.file = join(folder, `block${i}.ts`);
      const own = join(root, block.path.replace(/^src/, "dist").replace(/\.ts$/, ".js"));
      await writeFile(block.file, `${scopeImport(block, own)}${block.code}\nexport {};\n`);
    }
  }
  const compilerOptions = {
    target: "ES2023",
    module: "nodenext",
    strict: true,
    skipLibCheck: true,
    types: ["node"],
    typeRoots: [join(root, "node_modules", "@types")],
  };
  await writeFile(join(workshop, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*/*.ts"] }));
  const compiler = join(root, "node_modules", "typescript", "lib", "tsc.js");
  const { stdout } = await run(process.execPath, [compiler, "-p", ".", "--pretty", "false"], { cwd: workshop });
  const complaints = new Map();
  for (const [, file, what] of stdout.matchAll(/^(.+?)\(\d+,\d+\): (error .*)$/gm))
    complaints.set(join(workshop, file), what);
  return complaints;
}

/** Checks one block; hands back what is wrong with it, and what it printed where it ran. */
async function check(block, { root, folder, printed, compiled }) {
  const { language, note, code, file } = block;
  if (!LANGUAGES.includes(language))
    return { what: `a block of ${language || "nothing"}; say ts, sh, text, json or bibtex` };
  if (language === "text" && note === "output")
    return { what: difference(steady(printed), steady(code)), repair: printed.trimEnd() };
  if (language === "ts" && note !== "") return excerpt(root, note, code);
  if (language === "ts") return runScript(file, code, folder, compiled.get(file));
  if (language === "sh")
    return code.includes("npx plumbline") ? runCommands(code, folder) : { what: await scriptProblem(root, code) };
  if (language === "json") return { what: jsonProblem(code) };
  return {};
}

async function runScript(file, code, folder, complaint) {
  if (complaint !== undefined) return { what: complaint };
  const result = await run(process.execPath, [file.replace(/\.ts$/, ".js")], { cwd: folder, seconds: 120 });
  if (result.code !== 0) return { what: result.stderr.trim(), stdout: result.stdout };
  const promised = promisedOutput(code).join("\n");
  return { what: promised === "" ? undefined : difference(result.stdout.trim(), promised), stdout: result.stdout };
}

async function runCommands(code, folder) {
  const {
    stdout,
    stderr,
    code: exit,
  } = await run("bash", ["-euo", "pipefail", "-c", code], { cwd: folder, seconds: 120 });
  return { what: exit === 0 ? undefined : `exit code ${exit}\n${stdout}${stderr}`, stdout };
}

async function excerpt(root, path, code) {
  const [file] = await readAll(root, [path]);
  if (file === undefined) return { what: `no such file: ${path}` };
  return {
    what: file.text.includes(code.trim()) ? undefined : `${path} does not read so`,
    repair: file.text.trimEnd(),
  };
}

async function scriptProblem(root, code) {
  const { scripts } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  for (const line of code.split("\n").map((line) => line.replace(/\s*#.*/, "").trim())) {
    const script = /^npm (?:run )?([\w:-]+)( -- [\w ./-]+)?$/.exec(line)?.[1];
    const isKnown = line === "" || /^(git clone|cd) \S+$/.test(line) || (script !== undefined && script in scripts);
    if (!isKnown) return `cannot check: ${line}`;
  }
  return undefined;
}

function jsonProblem(code) {
  try {
    JSON.parse(code);
    return undefined;
  } catch (error) {
    return error.message;
  }
}

function difference(got, promised) {
  return got === promised ? undefined : `prints\n${got}\nwhere the page has\n${promised}`;
}

/** @type {import("../check.mjs").Step} */
export const docs = {
  name: "docs",
  about: "every example and every block of README and the guides is run",
  run: async (root) => docsOutcome(root, await documentation(root)),
};

/** The sources and pages whose examples must run. */
export async function documentation(root) {
  const pages = await readAll(root, ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]);
  return { sources: await filesIn(root, "src", ".ts"), pages: [...pages, ...(await filesIn(root, "docs", ".md"))] };
}
