/**
 * Whether the interval for the share of corrupted labels holds the truth: node scripts/contamination.mjs [--runs 60]
 *
 * A tenth of the labels far off, of either sign, in many small samples. Writes bench/contamination.md.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { machine } from "./peer.mjs";
import { root } from "./run.mjs";

/** Asked of the share of runs whose interval holds the truth. */
const ASKED = 0.85;
const SHARE = 0.1;
const SETTINGS = [
  { title: "ReLU(z), normal x, 500 × 5", link: "relu", marginal: "gaussian", rows: 500, features: 5 },
  { title: "tanh(z), normal x, 500 × 10", link: "tanh", marginal: "gaussian", rows: 500, features: 10 },
  { title: "ramps, x in a cube, 1000 × 5", link: "ramps", marginal: "cube", rows: 1000, features: 5 },
  { title: "ReLU(z), Student t x, 2000 × 10", link: "relu", marginal: "studentT", rows: 2000, features: 10 },
];

const { values: options } = parseArgs({ options: { runs: { type: "string", default: "60" } } });
const runs = Number(options.runs);
const { adversaries, fit, links, marginals, suspects, synthetic } = await import(join(root, "dist/index.js"));

const lines = [];
let [held, total] = [0, 0];
for (const { title, link, marginal, rows, features } of SETTINGS) {
  const [shares, widths, areas] = [[], [], []];
  let [inside, missed] = [0, 0];
  for (let seed = 1; seed <= runs; seed++) {
    const adversary = adversaries.randomOutliers();
    const drawn = { link: links[link](), marginal: marginals[marginal](), rows, features, seed, noise: 0.1 };
    const { x, n, d, y, corrupted } = synthetic({ ...drawn, adversary, budget: SHARE });
    const model = await fit({ x, n, d, y });
    const { share, interval } = model.contamination;
    const truth = corrupted.reduce((sum, is) => sum + is, 0) / n;
    if (interval === undefined) missed++;
    else {
      if (interval.low <= truth && truth <= interval.high) inside++;
      shares.push(share);
      widths.push(interval.high - interval.low);
    }
    areas.push(auc(suspects(model, { x, n, d, y }), corrupted));
  }
  held += inside;
  total += runs;
  const cells = [title, `${inside} of ${runs}`, per(median(shares)), per(median(widths)), median(areas).toFixed(4)];
  lines.push(`| ${[...cells, missed].join(" | ")} |`);
  process.stdout.write(`${lines.at(-1)}\n`);
}

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const report = [
  "# The share of corrupted labels",
  "",
  `A tenth of the labels is ±10 to 20 deviations off; ${runs} samples a row, nothing told. Written by \`node scripts/contamination.mjs\`.`,
  "",
  "| sample | interval holds the truth | share found | width | AUC of suspects | contamination not seen |",
  "| --- | ---: | ---: | ---: | ---: | ---: |",
  ...lines,
  "",
  `In all ${held} of ${total}, ${per(held / total)}; asked ≥ ${per(ASKED)}: **${held / total >= ASKED ? "holds" : "fails"}**.`,
  "",
  `Share, width and area under the ROC curve are medians. plumbline-fit ${version}; ${machine()}`,
  "",
].join("\n");
writeFileSync(join(root, "bench/contamination.md"), report);

/** The chance that a corrupted row has the higher probability. */
function auc(rows, corrupted) {
  const isBad = ({ row }) => corrupted[row - 1] === 1;
  let [above, wins, ties] = [0, 0, []];
  const settle = () => {
    const bad = ties.filter(isBad).length;
    wins += (ties.length - bad) * (above + bad / 2);
    above += bad;
    ties = [];
  };
  for (const row of rows) {
    if (ties.length > 0 && ties[0].probability !== row.probability) settle();
    ties.push(row);
  }
  settle();
  return wins / (above * (rows.length - above));
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

function per(share) {
  return `${(100 * share).toFixed(1)} %`;
}
