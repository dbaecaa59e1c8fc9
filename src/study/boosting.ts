/**
 * From a chance of about 2/3 to 1 − δ (ZarifisWDD2025): a learner that fails now and then is run on r samples of its own, and a
 * test on further rows takes the candidate of the least loss. All r fail with chance (1 − p)^r, so that ln(1/δ) runs do.
 * The learner is the start from the unfolded Hermite tensor of He₂(w*·x), on so few rows that it succeeds, |w·w*| ≥ .7, in some
 * two of three runs.
 */
import { lines } from "../figures/index.ts";
import { hermite } from "../math/hermite.ts";
import { RandomStream } from "../math/random.ts";
import { dot, unit } from "../math/vectors.ts";
import { unfolded } from "../method/initializers/unfolded.ts";
import { unwhitened } from "../method/whiten.ts";
import { memoryPass } from "../pass/memory.ts";
import type { Experiment, Findings } from "./experiment.ts";
import type { Claim } from "./study.ts";

const [D, NOISE, OVERLAP, DEGREE] = [16, 2, 0.7, 2];
/** Of a run, and of the test. */
const [ROWS, TEST_ROWS] = [135, 400];
const RUNS = [1, 2, 3, 4, 6];
const MOST = RUNS[RUNS.length - 1];
const [TRIALS, QUICK_TRIALS] = [1000, 200];

/** What became of every candidate of a trial: its overlap with w*, and its loss in the test. */
export type Trial = readonly { readonly overlap: number; readonly loss: number }[];

/** How often the first r runs failed. */
export interface Failure {
  readonly runs: number;
  /** Of the candidate that the test took, the share of trials. */
  readonly chosen: number;
  /** Of all of them: no test could do better. */
  readonly all: number;
}

export const boosting: Experiment = {
  name: "boosting",
  about: "How often a learner fails that is run several times, the best of its candidates taken by a test.",
  async run({ quick, signal, progress }) {
    const count = quick ? QUICK_TRIALS : TRIALS;
    const trials: Trial[] = [];
    for (let seed = 1; seed <= count; seed++) {
      signal?.throwIfAborted();
      progress?.({ stage: `trial ${seed}`, done: seed / count });
      trials.push(await trialOf(seed));
    }
    return findings(trials);
  },
};

async function trialOf(seed: number): Promise<Trial> {
  const stream = new RandomStream(seed);
  const target = unit(stream.normals(D));
  const drawn = (n: number) => {
    const x = stream.normals(n * D);
    const y = Float64Array.from(
      { length: n },
      (_, i) => hermite(DEGREE, dot(x.subarray(i * D, (i + 1) * D), target)) + NOISE * stream.normal(),
    );
    return { x, y };
  };
  const test = drawn(TEST_ROWS);
  const trial: { overlap: number; loss: number }[] = [];
  for (let run = 0; run < MOST; run++) {
    const { x, y } = drawn(ROWS);
    const names = Array.from({ length: D }, (_, j) => `x${j}`);
    const design = { n: ROWS, d: D, x, y, names, weightsKind: "frequency" as const, binary: false };
    const pass = memoryPass(design, { center: new Float64Array(D), scale: new Float64Array(D).fill(1) });
    const context = { pass, whitening: unwhitened(D), sortedLabels: y.slice().sort(), stream };
    const [w] = await unfolded({ degree: DEGREE }).starts(context);
    let loss = 0;
    test.y.forEach((label, i) => {
      const residual = hermite(DEGREE, dot(test.x.subarray(i * D, (i + 1) * D), w)) - label;
      loss += (residual * residual) / TEST_ROWS;
    });
    trial.push({ overlap: Math.abs(dot(w, target)), loss });
  }
  return trial;
}

export function failuresOf(trials: readonly Trial[]): Failure[] {
  const share = (failed: (trial: Trial) => boolean): number => trials.filter(failed).length / trials.length;
  return RUNS.map((runs) => ({
    runs,
    chosen: share((trial) => {
      const best = trial.slice(0, runs).reduce((a, b) => (b.loss < a.loss ? b : a));
      return best.overlap < OVERLAP;
    }),
    all: share((trial) => trial.slice(0, runs).every(({ overlap }) => overlap < OVERLAP)),
  }));
}

/** What comes of those trials. */
export function findings(trials: readonly Trial[]): Findings {
  const failures = failuresOf(trials);
  // Every run of every trial is one of the learner's.
  const single = trials.flat().filter(({ overlap }) => overlap < OVERLAP).length / trials.flat().length;
  const theory = (runs: number): number => Array.from({ length: runs }).reduce<number>((all) => all * single, 1);
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return {
    tables: [
      {
        head: `He₂(z), noise ${NOISE}, d = ${D}, ${ROWS} rows a run, ${TEST_ROWS} for the test: failures in ${trials.length} trials`,
        table: {
          heads: ["runs", "of the one that the test takes", "of all", "(1 − p)^r"],
          rows: failures.map(({ runs, chosen, all }) => [
            `${runs}`,
            percent(chosen),
            percent(all),
            percent(theory(runs)),
          ]),
        },
      },
    ],
    claims: [setting(single), independent(failures, theory, trials.length), boosted(failures)],
    csv: `${["runs,chosen,all,theory", ...failures.map(({ runs, chosen, all }) => [runs, chosen, all, theory(runs)].join())].join("\n")}\n`,
    figure: (document) =>
      lines(document, {
        title: "How often several runs fail",
        caption:
          "The share of trials in which the candidate that the test takes is a failure, and in which all are, against the number of runs. Dashed: (1 − p)^r.",
        x: { label: "runs r", ticks: RUNS },
        y: { label: "failures", ticks: [0, 10, 20, 30, 40], unit: " %" },
        panels: [
          {
            title: "best of r",
            lines: [
              { name: "taken", ours: true, points: failures.map(({ runs, chosen }) => [runs, 100 * chosen] as const) },
              { name: "all", ours: false, points: failures.map(({ runs, all }) => [runs, 100 * all] as const) },
              {
                name: "(1 − p)^r",
                ours: false,
                dashed: true,
                points: RUNS.map((runs) => [runs, 100 * theory(runs)] as const),
              },
            ],
          },
        ],
      }),
  };
}

function setting(single: number): Claim {
  return {
    says: "one run succeeds in some two of three: between .55 and .78",
    holds: single > 0.22 && single < 0.45,
    found: `in ${(1 - single).toFixed(2)}`,
  };
}

function independent(failures: readonly Failure[], theory: (runs: number) => number, trials: number): Claim {
  // Of fewer failures than five the law is not normal.
  const counted = failures.filter(({ runs }) => theory(runs) * trials >= 5);
  const off = counted.map(({ runs, all }) => {
    const chance = theory(runs);
    return Math.abs(all - chance) / Math.sqrt((chance * (1 - chance)) / trials);
  });
  const worst = Math.max(...off);
  return {
    says: "all r fail as often as (1 − p)^r says: within four standard errors, where that is five trials or more",
    holds: worst < 4,
    found: `within ${worst.toFixed(1)}`,
  };
}

/** Of failures after the most runs. */
const LEFT = 0.03;

function boosted(failures: readonly Failure[]): Claim {
  const { chosen } = failures[failures.length - 1];
  const falls = failures.every((each, k) => k === 0 || each.chosen <= failures[k - 1].chosen);
  return {
    says: `the test finds a good one: failures rise with no further run, and are below ${100 * LEFT} % after ${MOST}`,
    holds: falls && chosen < LEFT,
    found: failures.map((each) => (100 * each.chosen).toFixed(1)).join(", ") + " %",
  };
}
