/** The compiler over src and test: strict, nothing left out. */
import { join } from "node:path";
import { run } from "../run.mjs";

const LINE = /^(.+?)\((\d+),\d+\): error (.*)$/;

/** @returns {Promise<import("./source.mjs").Problem[]>} */
export async function typeProblems(root, config) {
  const compiler = join(root, "node_modules", "typescript", "lib", "tsc.js");
  const { code, stdout, stderr } = await run(process.execPath, [compiler, "-p", config, "--pretty", "false"], {
    cwd: root,
  });
  if (code === 0) return [];
  const found = stdout
    .split("\n")
    .map((line) => LINE.exec(line))
    .filter((match) => match !== null);
  const problems = found.map(([, path, line, what]) => ({ path, line: Number(line), what }));
  return problems.length > 0 ? problems : [{ path: config, line: 1, what: (stdout + stderr).trim() }];
}

/** @type {import("../check.mjs").Step} */
export const types = {
  name: "types",
  about: "tsc, strict, over src and test",
  async run(root) {
    return { problems: await typeProblems(root, "tsconfig.check.json") };
  },
};
