/**
 * `npm run check`: everything that must hold, one step after the other, a failure stopping none of those after it.
 * `npm run check -- imports maths` runs the steps named. Ends with the plain line `N passed, N failed`.
 *
 * @typedef {object} Outcome
 * @property {import("./check/source.mjs").Problem[]} problems
 * @property {number} [passed] how many things were checked and held; a step that does not count is one thing
 * @property {number} [failed]
 * @property {number} [skipped]
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {string} about
 * @property {(root: string) => Promise<Outcome>} run
 */
import { join } from "node:path";
import { docs } from "./check/docs.mjs";
import { format } from "./check/format.mjs";
import { imports } from "./check/imports.mjs";
import { lint } from "./check/lint.mjs";
import { maths } from "./check/maths.mjs";
import { notation } from "./check/notation.mjs";
import { references } from "./check/references.mjs";
import { tests } from "./check/tests.mjs";
import { types } from "./check/types.mjs";
import { root } from "./run.mjs";

const STEPS = [format, lint, types, imports, maths, notation, references, docs, tests];
const MOST_SHOWN = 30;

/**
 * Runs the steps and says how each went.
 *
 * @param {readonly Step[]} steps
 * @param {(text: string) => void} say
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function check(steps, say) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const lines = [];
  for (const step of steps) {
    const start = performance.now();
    const { problems, ...counts } = await step.run(root).catch(breakdown(step.name));
    const fails = Number(problems.length > 0);
    const { passed = 1 - fails, failed = fails, skipped = 0 } = counts;
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    lines.push(
      `${failed > 0 ? "✗" : "✓"} ${step.name.padEnd(11)}${closing({ passed, failed, skipped }).padEnd(34)}${seconds} s`,
    );
    say(`${lines.at(-1)}  ${step.about}\n`);
    for (const { path, line, what } of problems.slice(0, MOST_SHOWN))
      say(`  ${path}:${line} ${what.replaceAll("\n", "\n    ")}\n`);
    if (problems.length > MOST_SHOWN) say(`  … and ${problems.length - MOST_SHOWN} more\n`);
  }
  say(`\n${lines.join("\n")}\n${closing(sum)}\n`);
  return sum;
}

/** A step that breaks down has failed. */
const breakdown = (name) => (error) => ({
  problems: [{ path: `scripts/check/${name}.mjs`, line: 1, what: String(error?.stack ?? error) }],
});

/** The plain line that a run ends with. */
export function closing({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

if (process.argv[1] === join(root, "scripts", "check.mjs")) {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !STEPS.some((step) => step.name === name));
  if (unknown !== undefined) {
    process.stderr.write(`check: no such step, got ${unknown}; there is ${STEPS.map(({ name }) => name).join(", ")}\n`);
    process.exitCode = 2;
  } else {
    const steps = names.length === 0 ? STEPS : STEPS.filter(({ name }) => names.includes(name));
    const { failed } = await check(steps, (text) => process.stdout.write(text));
    process.exitCode = failed > 0 ? 1 : 0;
  }
}
