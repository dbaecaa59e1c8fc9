/**
 * How often intervals hold the truth: node scripts/coverage.mjs [--runs 1000 | --quick] [--only relu]
 *
 * Tables whose truth is known, clean and with a tenth of gross outliers. Weights, effects and the bound of the angle
 * against the target; prediction intervals against fresh labels, clean and as they come. A run over all writes
 * bench/coverage.md.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { machine } from "./peer.mjs";
import { root } from "./run.mjs";

const { adversaries, fit, gaussHermite, linkAt, links, marginals, predict, synthetic } = await import(
  "../dist/index.js"
); // npm run build makes it

const LEVEL = 0.9;
const FRESH = 400;
/** Seeds of run k: FIRST_SEED + k. */
const FIRST_SEED = 1000;
const PROBLEMS = [
  { name: "ReLU, found", link: links.relu(), rows: 1000, features: 5, noise: 0.3 },
  { name: "softplus, found", link: links.softplus(), rows: 1000, features: 5, noise: 0.3 },
  { name: "ReLU, told", link: links.relu(), told: "relu", rows: 1000, features: 5, noise: 0.3 },
];
const TROUBLES = [{ name: "clean" }, { name: "random10", adversary: adversaries.randomOutliers(), budget: 0.1 }];

const { values: options } = parseArgs({
  options: { runs: { type: "string" }, quick: { type: "boolean" }, only: { type: "string" } },
});
const runs = Number(options.runs ?? (options.quick ? 100 : 1000));
const chosen = PROBLEMS.filter(({ name }) => options.only === undefined || name.startsWith(options.only));

/** E σ′(z), z standard normal. */
const meanSlope = (link) => {
  const { value } = linkAt(link);
  const { nodes, weights } = gaussHermite(200);
  return nodes.reduce((sum, z, k) => sum + weights[k] * z * value(z), 0); // E σ′ = E zσ
};

const holds = ([low, high], truth) => (low <= truth && truth <= high ? 1 : 0);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

async function run({ link, told, rows, features, noise }, { adversary, budget }, seed) {
  const law = { link, marginal: marginals.gaussian(), features, noise, seed, ...(adversary && { adversary, budget }) };
  const { x, y, clean, target } = synthetic({ ...law, rows: rows + FRESH });
  const input = { x: x.slice(0, rows * features), y: y.slice(0, rows), n: rows, d: features };
  const model = await fit(input, { seed, ...(told && { link: told }) });
  const { intervals } = model.trust;
  const fresh = { x: x.slice(rows * features), n: FRESH, d: features };
  const { within } = predict(model, fresh, { interval: LEVEL });
  const slope = meanSlope(link);
  const share = (labels, { low, high }) =>
    mean(Array.from(low, (end, i) => (end <= labels[rows + i] && labels[rows + i] <= high[i] ? 1 : 0)));
  const cosine = model.weights.reduce((sum, weight, j) => sum + weight * target[j], 0) / Math.hypot(...model.weights);
  const angle = Math.acos(Math.min(1, cosine / Math.hypot(...target)));
  return {
    learner: model.learner,
    weights: mean(intervals.columns.map(({ weight }, j) => holds(weight, target[j]))),
    effects: mean(intervals.columns.map(({ effect }, j) => holds(effect, target[j] * slope))),
    angle: angle <= intervals.angle ? 1 : 0,
    any: share(y, within.any),
    clean: share(clean, within.clean ?? within.any),
    error: angle,
    bound: intervals.angle,
    z: target.map((truth, j) => (intervals.columns[j].weight[0] + intervals.columns[j].weight[1]) / 2 - truth),
  };
}

const percent = (value) => `${(100 * value).toFixed(1)} %`;
const lines = [];
for (const problem of chosen) {
  for (const trouble of problem.told ? TROUBLES.slice(0, 1) : TROUBLES) {
    const all = [];
    for (let k = 0; k < runs; k++) all.push(await run(problem, trouble, FIRST_SEED + k));
    const cells = ["weights", "effects", "angle", "any", "clean"].map((what) => percent(mean(all.map((r) => r[what]))));
    lines.push(`| ${problem.name} | ${trouble.name} | ${cells.join(" | ")} |`);
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
