/** vitest over test/, counted test by test. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { run } from "../run.mjs";

/**
 * Runs the tests and counts them.
 *
 * @param {string} root
 * @param {readonly string[]} filters names of test files; all of them when empty
 * @returns {Promise<import("../check.mjs").Outcome>}
 */
export async function testOutcome(root, filters = []) {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-tests-"));
  const file = join(folder, "results.json");
  try {
    const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
    const options = ["run", "--reporter=json", `--outputFile=${file}`, ...filters];
    const { stdout, stderr } = await run(process.execPath, [vitest, ...options], { cwd: root, env: { NO_COLOR: "1" } });
    const results = await readFile(file, "utf8").then(JSON.parse, () => undefined);
    if (results !== undefined) return outcomeOf(results, root);
    return { passed: 0, failed: 1, problems: [{ path: "test", line: 1, what: (stdout + stderr).trim() }] };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What vitest's JSON report comes to. A file that broke before its first test counts as one failure. */
export function outcomeOf(results, root) {
  const problems = [];
  const tally = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, status, message, assertionResults } of results.testResults) {
    const path = relative(root, name);
    for (const test of assertionResults) {
      if (test.status === "passed") tally.passed++;
      else if (test.status === "failed") tally.failed++;
      else tally.skipped++;
      if (test.status === "failed") {
        problems.push({
          path,
          line: test.location?.line ?? 1,
          what: `${test.fullName}\n${test.failureMessages.join("\n")}`,
        });
      }
    }
    if (status === "failed" && !assertionResults.some((test) => test.status === "failed")) {
      tally.failed++;
      problems.push({ path, line: 1, what: message });
    }
  }
  if (results.testResults.length === 0 || (!results.success && tally.failed === 0)) {
    tally.failed++;
    problems.push({ path: "test", line: 1, what: "vitest found no test, or failed outside every test" });
  }
  return { ...tally, problems };
}

/** @type {import("../check.mjs").Step} */
export const tests = {
  name: "tests",
  about: "vitest",
  run: (root) => testOutcome(root),
};
