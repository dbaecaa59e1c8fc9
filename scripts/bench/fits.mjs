import { rm } from "node:fs/promises";
import { totalmem } from "node:os";
import { join } from "node:path";
import { root, run } from "../run.mjs";
import { growth, median, spread, timesFaster } from "./interleave.mjs";
import { figures, NOT_RUN, shown, table } from "./page.mjs";

/** ReLU(z − 2.5): six rows in a thousand respond; the linear decoy spends a fifth of the energy of the labels. */
const DECOY = { link: "relu", parameters: { bias: -2.5 }, adversary: "linearDecoy", budget: 0.2, responses: "real" };
/** A tenth respond, so that 20 000 rows have something to say about 2000 columns. */
const WIDE = { ...DECOY, parameters: { bias: -1.2816 } };
/** A twentieth of the rows, where |v·x| is largest, are labeled by a neuron that looks along v. */
const REGION = { ...WIDE, adversary: "decoyRegion", budget: 0.05 };
const LABELS = { ...REGION, link: "sigmoid", parameters: {}, responses: "binary" };

const MOST_RUNS = 5;
/** Seconds a case may take before it is run again, and what a peer may take at all. */
const AGAIN = 40;
const PATIENCE = 240;
/** Bytes of x from which on a fit uses threads, if told. */
const THREADED = 2 ** 24;
/** Bytes of memory for each byte of x that a case needs: the data, a packed copy, a peer's copies. */
const NEED = 6;

/** Whole fits from arrays, and their peers. @type {import("./bench.mjs").SectionOf} */
export async function fits(bench) {
  const { python } = bench;
  const { growing, wide, region, labels } = bench.quick
    ? { growing: [300, 600], wide: [4, 8], region: [], labels: [300] }
    : { growing: [1e4, 1e5, 1e6, 1e7], wide: [10, 50, 200, 500, 1000, 2000], region: [1e6], labels: [1e4, 1e5, 1e6] };
  const many = bench.quick ? 300 : 20_000;
  const all = async (shapes, problem, method) => {
    const done = [];
    for (const [n, d] of shapes) done.push(await measure(bench, { n, d, ...problem }, method, python, done.at(-1)));
    return done;
  };
  const byRows = await all(
    growing.map((n) => [n, 20]),
    DECOY,
    "robust",
  );
  const byColumns = await all(
    wide.map((d) => [many, d]),
    WIDE,
    "robust",
  );
  const byRegion = await all(
    region.map((n) => [n, 20]),
    REGION,
    "robust",
  );
  const byLabels = await all(
    labels.map((n) => [n, 20]),
    LABELS,
    "logistic",
  );
  const exponent = (cases, size) =>
    growth(cases.filter(({ ours }) => ours).map((one) => ({ size: one[size], seconds: one.ours.median })));
  const large = byRows.find(({ n }) => n === 1e6);
  return {
    title: "Whole fits",
    blocks: [
      "`fit` from arrays, an unknown link, everything a fit does included; every fit in a process of its own. Seconds are those of one thread in a process that is warm, medians (least to most) of up to five turns with the peer, fewer where they take long; CPU seconds beside them. Memory is the high-water mark of a process that loads the library, reads the rows and fits, in MB (10⁶ bytes), beside the rows as given and one packed copy; Node and the library as loaded take 70 of what is beyond. Peers run with as many threads as they like.",
      `### More rows\n\nReLU(z − 2.5), linear decoy, η = 0.2, d = 20. Seconds grow as n^${figures(exponent(byRows, "n"))}.`,
      oursTable(byRows),
      peerTable(byRows, "Huber + isotonic"),
      `### More columns\n\nReLU(z − 1.28), linear decoy, η = 0.2, n = ${many}. Seconds grow as d^${figures(exponent(byColumns, "d"))}.`,
      oursTable(byColumns),
      peerTable(byColumns, "Huber + isotonic"),
      "### Another decoy\n\nReLU(z − 1.28), the 5 % of the rows with the largest |v·x| labeled ReLU(v·x − 1.28).",
      peerTable(byRegion, "Huber + isotonic"),
      "### Labels 0 and 1\n\nP(y = 1) = sigmoid(z), the 5 % of the rows with the largest |v·x| drawn from sigmoid(v·x) instead.",
      peerTable(byLabels, "LogisticRegression"),
    ],
    targets: targetsOf(large),
  };
}

async function measure(bench, sample, method, python, before) {
  const { n, d } = sample;
  const bytes = 8 * n * d;
  if (NEED * bytes > totalmem()) return { n, d, why: `needs ${figures((NEED * bytes) / 1e9)} GB of memory` };
  bench.say(`fits: ${sample.link}, ${sample.adversary}, ${n} × ${d}`);
  const path = join(bench.folder, "sample");
  const { target } = await child("drawOne.mjs", { ...sample, path });
  const expected = before?.theirs === undefined ? 0 : (before.theirs.median * bytes) / (8 * before.n * before.d);
  const peer = python !== undefined && before?.late !== true && expected <= PATIENCE ? python : undefined;
  const ask = (options) => child("fitOne.mjs", { path, n, d, threads: 1, ...options });
  const { peak } = await ask({ warm: false });
  const [ours, both, theirs] = [[], [], []];
  let failed;
  const began = performance.now();
  do {
    ours.push(await ask({ warm: !bench.quick }));
    if (bytes > THREADED) both.push(await ask({ threads: 2, warm: true }));
    const answer = failed === undefined && (await peer?.ask({ do: "fit", path, n, d, method }));
    if (answer?.failed) failed = answer.failed;
    else if (answer) theirs.push(answer);
  } while (ours.length < MOST_RUNS && performance.now() - began < 1000 * AGAIN && !bench.quick);
  await rm(path);
  const secondsOf = (runs) => runs.map(({ seconds }) => seconds);
  const compared = theirs.length === ours.length && theirs.length > 0;
  return {
    n,
    d,
    runs: ours.length,
    ours: spread(secondsOf(ours)),
    both: both.length > 0 ? spread(secondsOf(both)) : undefined,
    cpu: median(ours.map(({ cpu }) => cpu)),
    sweeps: ours[0].sweeps,
    angle: degreesBetween(ours[0].weights, target),
    peak,
    held: 2 * bytes + 8 * n,
    late: python !== undefined && peer === undefined,
    why: failed ?? (python && !peer ? `would take more than ${PATIENCE} s` : undefined),
    ...(compared && {
      theirs: spread(secondsOf(theirs)),
      theirCpu: median(theirs.map(({ cpu }) => cpu)),
      theirAngle: degreesBetween(theirs[0].weights, target),
      ratio: timesFaster(secondsOf(theirs), secondsOf(ours)),
    }),
  };
}

/** Runs one of the scripts beside this one on a case, and hands back what it printed. */
async function child(script, sample) {
  const { code, stdout, stderr } = await run(process.execPath, [
    join(root, "scripts", "bench", script),
    JSON.stringify(sample),
  ]);
  if (code !== 0) throw new Error(`${script} ${JSON.stringify(sample)}: ended with ${code}\n${stderr}`);
  return JSON.parse(stdout);
}

/** The covariates are uncorrelated with variance 1: the plain angle is the one in the whitened metric. */
function degreesBetween(a, b) {
  const dot = (p, q) => p.reduce((sum, value, j) => sum + value * q[j], 0);
  return (180 / Math.PI) * Math.acos(Math.min(1, dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))));
}

const megabytes = (bytes) => (bytes / 1e6).toFixed(0);

function oursTable(cases) {
  return table(
    ["n", "d", "seconds", "CPU s", "two threads, s", "sweeps", "peak", "data + packed", "beyond"],
    cases.map(({ n, d, why, ours, both, cpu, sweeps, peak, held }) =>
      ours === undefined
        ? [`${n}`, `${d}`, `${NOT_RUN}: ${why}`, "", "", "", "", "", ""]
        : [
            `${n}`,
            `${d}`,
            shown(ours),
            figures(cpu),
            both ? shown(both) : "",
            figures(sweeps),
            megabytes(peak),
            megabytes(held),
            megabytes(peak - held),
          ],
    ),
    { left: [] },
  );
}

function peerTable(cases, peer) {
  return table(
    ["n", "d", "turns", "our s", "our angle", `${peer}, s`, "CPU s", "its angle", "× its speed"],
    cases
      .filter(({ ours }) => ours)
      .map(({ n, d, runs, ours, angle, theirs, theirCpu, theirAngle, ratio, why }) => [
        `${n}`,
        `${d}`,
        `${runs}`,
        figures(ours.median),
        `${angle.toFixed(2)}°`,
        ...(theirs
          ? [shown(theirs), figures(theirCpu), `${theirAngle.toFixed(2)}°`]
          : [why ? `${NOT_RUN}: ${why}` : NOT_RUN, "", ""]),
        theirs ? shown(ratio) : "",
      ]),
    { left: [] },
  );
}

function targetsOf(large) {
  if (large?.ours === undefined) return [];
  const { ratio, angle, theirAngle, peak, held } = large;
  const most = (what, unit, asked, found) => ({ what: `fit, 10⁶ × 20: ${what}`, unit, asked, found, bound: "most" });
  return [
    most("wall time over that of Huber + isotonic", "×", 0.333, ratio && 1 / ratio.median),
    most("angle over that of Huber + isotonic", "×", 0.1, theirAngle && angle / theirAngle),
    most("memory beyond data and packed copy", "MB", 150, (peak - held) / 1e6),
  ];
}
