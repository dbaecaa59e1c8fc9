/**
 * How often intervals hold the truth: node scripts/coverage.mjs [--runs 1000 | --quick] [--only ReLU] [--jobs 2]
 *
 * Tables whose truth is known, clean and with a tenth of gross outliers. Weights, effects and the bound of the angle
 * against the target; prediction intervals against fresh labels, clean and as they come. A run over all writes
 * bench/coverage.md.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Piscina } from "piscina";
import { PROBLEMS, TROUBLES } from "./coverageRun.mjs";
import { machine } from "./peer.mjs";
import { root } from "./run.mjs";

/** Seeds of run k: FIRST_SEED + k. */
const FIRST_SEED = 1000;

const { values: options } = parseArgs({
  options: { runs: { type: "string" }, quick: { type: "boolean" }, only: { type: "string" }, jobs: { type: "string" } },
});
const runs = Number(options.runs ?? (options.quick ? 100 : 1000));
const jobs = Number(options.jobs ?? 1);
const filename = join(root, "scripts", "coverageRun.mjs");
const pool = new Piscina({ filename, minThreads: jobs, maxThreads: jobs });

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const percent = (value) => `${(100 * value).toFixed(1)} %`;
const lines = [];
for (const [problem, { name, told }] of PROBLEMS.entries()) {
  if (options.only !== undefined && !name.startsWith(options.only)) continue;
  for (const [trouble, { name: labels }] of (told ? TROUBLES.slice(0, 1) : TROUBLES).entries()) {
    const seeds = Array.from({ length: runs }, (_, k) => FIRST_SEED + k);
    const all = await Promise.all(seeds.map((seed) => pool.run({ problem, trouble, seed }, { name: "covered" })));
    const cells = ["weights", "effects", "angle", "any", "clean"].map((what) => percent(mean(all.map((r) => r[what]))));
    lines.push(`| ${name} | ${labels} | ${cells.join(" | ")} |`);
    process.stdout.write(`${lines.at(-1)}\n`);
  }
}
const text = [
  "# Coverage of 90 % intervals",
  "",
  `${runs} runs a row, seeds from ${FIRST_SEED} on; 1000 rows, 5 normal features, noise of 0.3 deviations. The last two columns: fresh`,
  "labels as they come, and clean ones, within their prediction intervals. Written by `node scripts/coverage.mjs`.",
  "",
  machine(),
  "",
  "| link | labels | weights | effects | angle | any label | clean label |",
  "| --- | --- | --- | --- | --- | --- | --- |",
  ...lines,
  "",
].join("\n");
if (options.only === undefined && !options.quick) {
  mkdirSync(join(root, "bench"), { recursive: true });
  writeFileSync(join(root, "bench", "coverage.md"), text);
}
await pool.destroy();
