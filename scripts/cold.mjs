/**
 * A fit from cold, process start included: node scripts/cold.mjs [--runs 7]
 *
 * `plumbline fit examples/concrete.csv --target y --json` and scikit-learn's HuberRegressor + IsotonicRegression take turns, so
 * that a busy moment of the machine hits both. Writes bench/cold.md; without scikit-learn there is no ratio, and it says so.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findSklearn, machine } from "./peer.mjs";
import { root } from "./run.mjs";

/** The ratio that the fit is to stay under. */
const MOST = 3;

const { values: options } = parseArgs({ options: { runs: { type: "string", default: "7" } } });
const runs = Number(options.runs);
const table = join(root, "examples", "concrete.csv");
const sklearn = findSklearn();

const ours = () =>
  timed(process.execPath, [join(root, "dist/cli/main.node.js"), "fit", table, "--target", "y", "--json"]);
const theirs = () => timed(sklearn.path, [join(root, "scripts/cold_sklearn.py"), table, "y"]);

// Once unmeasured: the files are then in the system's cache for both.
const peers = sklearn === undefined ? [ours] : [ours, theirs];
for (const peer of peers) peer();
const seconds = peers.map(() => []);
for (let turn = 0; turn < runs; turn++) {
  for (const [i, peer] of peers.entries()) seconds[i].push(peer());
}

const [mine, other] = seconds.map(median);
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const report = [
  "# A fit from cold",
  "",
  `examples/concrete.csv, process start included, median (least to most) of ${runs} interleaved runs. Written by \`node scripts/cold.mjs\`.`,
  "",
  "| | seconds |",
  "| --- | ---: |",
  `| \`plumbline fit examples/concrete.csv --target y --json\` | ${shown(seconds[0])} |`,
  `| scikit-learn HuberRegressor + IsotonicRegression | ${sklearn === undefined ? "not run" : shown(seconds[1])} |`,
  `| ratio of medians, asked ≤ ${MOST} | ${sklearn === undefined ? "not run" : `${(mine / other).toFixed(2)}: **${mine <= MOST * other ? "holds" : "FAILS"}**`} |`,
  "",
  `plumbline-fit ${version}; ${machine()}; ${sklearn?.versions ?? "scikit-learn not run"}`,
  "",
].join("\n");
process.stdout.write(report);
mkdirSync(join(root, "bench"), { recursive: true });
writeFileSync(join(root, "bench", "cold.md"), report);
if (sklearn !== undefined && mine > MOST * other) process.exitCode = 1;

/** Seconds from start to end of a command that must succeed and print JSON. */
function timed(command, args) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8" });
  const taken = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ended with ${status}\n${stderr}`);
  JSON.parse(stdout);
  return taken;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.length % 2 === 1
    ? sorted[(sorted.length - 1) / 2]
    : (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
}

function shown(values) {
  return `${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)})`;
}
