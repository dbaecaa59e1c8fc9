/**
 * One neuron against a linear model on the shipped tables: node scripts/tables.mjs [--splits 20] [--only concrete]
 *
 * Paired 70/30 splits, the same for everyone; test R² (for 0/1 labels 1 − Brier score / variance), mean difference and its
 * standard error. scikit-learn runs beside it where there is one. A run over all tables writes bench/tables.md.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findSklearn, machine } from "./peer.mjs";
import { root } from "./run.mjs";
import { average, leastSquares, logistic } from "./tables/linear.mjs";
import { readTable } from "./tables/read.mjs";
import { splits } from "./tables/splits.mjs";

const { fit, predict, tableOf } = await import("../dist/index.js"); // npm run build makes it

/** What each table is asked to show: the least mean difference in test R² to OLS, or to the natural linear model. */
const TABLES = [
  { name: "concrete", target: "y", against: "linear", least: 0.06 },
  { name: "meats", target: "y", against: "linear", least: 0.03 },
  { name: "biomass", target: "y", against: "linear", least: 0.005 },
  { name: "mlc_churn", target: "y", against: "linear", least: 0.15 },
  { name: "wa_churn", target: "y", against: "logistic", least: -0.01 },
  { name: "credit_data", target: "y", against: "logistic", least: -0.01 },
  { name: "randhie", target: "y", against: "linear", least: -0.01 },
  { name: "penguins", target: "Body Mass (g)", against: "linear", least: -0.01 },
];

const { values: options } = parseArgs({
  options: { splits: { type: "string", default: "20" }, only: { type: "string" } },
});
const chosen = TABLES.filter(({ name }) => options.only === undefined || name === options.only);
if (chosen.length === 0) {
  process.stderr.write(
    `--only: no such table, got "${options.only}"; there is ${TABLES.map(({ name }) => name).join(", ")}\n`,
  );
  process.exit(2);
}

const data = chosen.map(({ name, target }) => {
  const table = readTable(join(root, "examples", `${name}.csv`), target);
  return { name, ...table, tests: splits(table.y.length, Number(options.splits), 0.3) };
});
const sklearn = findSklearn();
const peer = sklearn === undefined ? {} : scikitLearn(sklearn.path);
const results = [];
for (const [i, table] of data.entries()) results.push(await compare(chosen[i], table));

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const report = [
  "# Shipped tables: one neuron against a linear model",
  "",
  `Mean test R² over ${options.splits} paired 70/30 splits (± standard error of a mean difference; the splits overlap, so it is a`,
  "little too small). For 0/1 labels R² is 1 − Brier score / variance. Written by `node scripts/tables.mjs`.",
  "",
  `plumbline-fit ${version}; ${machine()}; ${sklearn?.versions ?? "scikit-learn not run"}`,
  "",
  ...markdown(results),
  "",
  ...results.map(verdict),
  "",
].join("\n");
process.stdout.write(report);
if (options.only === undefined) {
  mkdirSync(join(root, "bench"), { recursive: true });
  writeFileSync(join(root, "bench", "tables.md"), report);
}
process.exitCode = results.every(holds) ? 0 : 1;

/** Test R² of every method on every split of one table. */
async function compare(asked, { name, x, y, names, tests, dropped }) {
  const binary = y.every((label) => label === 0 || label === 1);
  const r2 = { neuron: [], linear: [], ...(binary && { logistic: [] }), ...peerOf(name) };
  const notices = new Set();
  let seconds = 0;
  for (const [split, test] of tests.entries()) {
    const heldOut = new Set(test);
    const train = y.map((_, i) => i).filter((i) => !heldOut.has(i));
    const [xt, yt] = [train.map((i) => x[i]), train.map((i) => y[i])];
    const [xv, yv] = [test.map((i) => x[i]), test.map((i) => y[i])];
    const start = performance.now();
    const model = await fit({ x: xt, names, y: yt }, { seed: split + 1 });
    seconds += (performance.now() - start) / 1000 / tests.length;
    for (const notice of model.notices) notices.add(notice);
    r2.neuron.push(rSquared(yv, predict(model, tableOf({ x: xv, names }).table).prediction));
    r2.linear.push(rSquared(yv, xv.map(leastSquares(xt, yt))));
    if (binary) r2.logistic.push(rSquared(yv, xv.map(logistic(xt, yt))));
  }
  return { ...asked, rows: y.length, features: x[0].length, dropped, binary, r2, seconds, notices };
}

function rSquared(y, prediction) {
  const mean = average(y);
  const loss = average(y.map((label, i) => (label - prediction[i]) ** 2));
  return 1 - loss / average(y.map((label) => (label - mean) ** 2));
}

function difference({ r2 }, against) {
  const each = r2.neuron.map((value, split) => value - r2[against][split]);
  const mean = average(each);
  const variance = each.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (each.length - 1);
  return { mean, error: Math.sqrt(variance / each.length) };
}

function holds(result) {
  return difference(result, result.against).mean >= result.least;
}

function verdict(result) {
  const { name, against, least, seconds, notices, dropped } = result;
  const { mean, error } = difference(result, against);
  const model = against === "linear" ? "OLS" : "logistic regression";
  const told = [
    ...(dropped > 0 ? [`${dropped} rows with missing cells left out.`] : []),
    ...shortened([...notices]),
  ].join(" ");
  return (
    `* ${name}: ${signed(mean)} ± ${error.toFixed(3)} against ${model}, asked ≥ ${signed(least)}: ` +
    `**${holds(result) ? "holds" : "FAILS"}**; ${seconds.toFixed(1)} s a fit. ${told}`.trimEnd()
  );
}

function shortened([first, ...others]) {
  if (first === undefined) return [];
  return others.length === 0 ? [first] : [first, `(${others.length} more such notices over the splits.)`];
}

function markdown(rows) {
  const head = ["table", "rows × features", "plug-in", "OLS", "plug-in − OLS", "logistic", "plug-in − logistic"];
  const peerHead = ["sklearn linear", "sklearn logistic", "sklearn Huber + isotonic"];
  const lines = rows.map((row) => [
    row.name,
    `${row.rows} × ${row.features}${row.binary ? ", 0/1" : ""}`,
    shown(row.r2.neuron),
    shown(row.r2.linear),
    shownDifference(row, "linear"),
    shown(row.r2.logistic),
    shownDifference(row, "logistic"),
    ...["sklearnLinear", "sklearnLogistic", "sklearnHuberIsotonic"].map((name) =>
      sklearn === undefined ? "not run" : shown(row.r2[name]),
    ),
  ]);
  return [
    [...head, ...peerHead],
    [
      "---",
      "---",
      ...head
        .concat(peerHead)
        .slice(2)
        .map(() => "---:"),
    ],
    ...lines,
  ].map((line) => `| ${line.join(" | ")} |`);
}

function shown(scores) {
  return scores === undefined ? "" : average(scores).toFixed(3);
}

function shownDifference(row, against) {
  if (row.r2[against] === undefined) return "";
  const { mean, error } = difference(row, against);
  return `${signed(mean)} ± ${error.toFixed(3)}`;
}

function signed(value) {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(3)}`;
}

function scikitLearn(python) {
  const input = JSON.stringify(
    data.map(({ name, x, y, tests }) => ({
      name,
      x,
      y,
      tests,
      binary: y.every((label) => label === 0 || label === 1),
    })),
  );
  const ran = spawnSync(python, [join(root, "scripts", "tables_sklearn.py")], {
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (ran.status !== 0) throw new Error(`tables_sklearn.py: ended with ${ran.status ?? ran.signal}`);
  return JSON.parse(ran.stdout);
}

function peerOf(name) {
  const { linear, logistic, huberIsotonic } = peer[name] ?? {};
  return { sklearnLinear: linear, sklearnLogistic: logistic, sklearnHuberIsotonic: huberIsotonic };
}
