/** oxlint with the rules of .oxlintrc.json; a warning fails as an error does. */
import { join } from "node:path";
import { run } from "../run.mjs";

/** @returns {Promise<import("./source.mjs").Problem[]>} */
export async function lintProblems(root, paths) {
  const oxlint = join(root, "node_modules", "oxlint", "bin", "oxlint");
  const options = ["--config", join(root, ".oxlintrc.json"), "--deny-warnings", "--format=unix"];
  const { code, stdout, stderr } = await run(process.execPath, [oxlint, ...options, ...paths], { cwd: root });
  if (code === 0) return [];
  const found = [...stdout.matchAll(/^(.+?):(\d+):\d+: (.*)$/gm)];
  const problems = found.map(([, path, line, what]) => ({ path, line: Number(line), what }));
  return problems.length > 0 ? problems : [{ path: ".oxlintrc.json", line: 1, what: (stdout + stderr).trim() }];
}

/** @type {import("../check.mjs").Step} */
export const lint = {
  name: "lint",
  about: "oxlint, warnings included",
  async run(root) {
    return { problems: await lintProblems(root, ["src", "test", "scripts"]) };
  },
};
