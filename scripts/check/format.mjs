/** Biome's formatting and import order; `npm run format` writes them. */
import { join, relative } from "node:path";
import { run } from "../run.mjs";

const BIOME = join("node_modules", "@biomejs", "biome", "bin", "biome");

/** @returns {Promise<import("./source.mjs").Problem[]>} */
export async function formatProblems(root, paths) {
  const options = ["check", "--colors=off", "--max-diagnostics=50", "--reporter=github"];
  const { code, stdout, stderr } = await run(process.execPath, [join(root, BIOME), ...options, ...paths], {
    cwd: root,
  });
  if (code === 0) return [];
  const found = [...stdout.matchAll(/title=([^,]*),file=([^,]*),line=(\d+).*?::(.*)/g)];
  const problems = found.map(([, title, file, line, what]) => ({
    path: relative(root, file),
    line: Number(line),
    what: title === "format" ? "is not as the formatter writes it" : `${title}: ${what}`,
  }));
  return problems.length > 0 ? problems : [{ path: "biome.json", line: 1, what: (stdout + stderr).trim() }];
}

/** @type {import("../check.mjs").Step} */
export const format = {
  name: "format",
  about: "biome; npm run format puts it right",
  async run(root) {
    return { problems: await formatProblems(root, ["."]) };
  },
};
