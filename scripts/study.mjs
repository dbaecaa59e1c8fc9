/**
 * `node scripts/study.mjs counterexample`: runs a study, keeps its files in docs/figures/ and writes its tables into
 * the page that has a place for them. It takes minutes, so no check runs it; test/study/ holds the pages to what is kept.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "./build.mjs";
import { root, run } from "./run.mjs";

const [name] = process.argv.slice(2);
const folder = join("docs", "figures");
const { ok, problems } = await build();
if (!ok) throw new Error(problems);
const command = join("dist", "cli", "main.node.js");
const { code, stderr } = await run(process.execPath, [command, "study", name, "--out", folder], { cwd: root });
if (code !== 0) throw new Error(stderr);

const page = await readFile(join(root, folder, `${name}.md`), "utf8");
const place = new RegExp(`(<!-- study ${name} -->\n)[^]*?(<!-- end of study -->)`);
for (const file of ["README.md", ...["landscapes.md", "learners.md"].map((guide) => join("docs", "guides", guide))]) {
  const path = join(root, file);
  const before = await readFile(path, "utf8");
  await writeFile(
    path,
    before.replace(place, (_, begin, end) => `${begin}\n${page}\n${end}`),
  );
}
