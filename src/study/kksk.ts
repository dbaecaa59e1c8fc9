/**
 * The synthetic experiment of KakadeKSK2011: 600 rows with d = 400, x₁ uniform on {−1, 0, 1}, one other column at random 1,
 * y ~ Bernoulli((1 + x₁)/2). The curve is told to neither learner; the one that may rise at any slope follows the labels of
 * single rows. They report E(u(w·x) − y)² / Var y as .338 (standard deviation .058) for L-Isotron and .526 (.175) for Isotron; the
 * best there is has 1/3.
 *
 * Here the best of 300 iterates on a tenth of the rows, and the error over all x there are. The same in NumPy
 * (scripts/freeze/kksk.py) has .343 and .492; .550 where rows of equal w·x are fitted apart, as none of them should be.
 */
import { lines } from "../figures/index.ts";
import { lipschitzIsotonic, type Polyline } from "../math/boundedIsotonic.ts";
import { RandomStream } from "../math/random.ts";
import { dot } from "../math/vectors.ts";
import { NO_LINK } from "../method/field.ts";
import { valueAt } from "../method/fields/anchoredSurrogate.ts";
import { fittedSurrogate } from "../method/fields/fittedSurrogate.ts";
import { euclidean } from "../method/geometries/euclidean.ts";
import { journey } from "../method/iterate.ts";
import { constant } from "../method/schedules/constant.ts";
import { unwhitened } from "../method/whiten.ts";
import { memoryPass } from "../pass/memory.ts";
import type { Experiment, Findings } from "./experiment.ts";
import type { Claim } from "./study.ts";
import { rangeOf } from "./summary.ts";

const [ROWS, FIT, D, STEPS] = [600, 540, 400, 300];
const [SEEDS, QUICK_SEEDS] = [20, 3];
/** Var y = ¼, and E Var(y | x) = 1/12. */
const [VARIANCE, BEST] = [0.25, 1 / 3];

interface Contestant {
  /** The largest slope of its curves. */
  readonly slope: number;
  /** What the paper reports, and its standard deviation over samples. */
  readonly paper: number;
  readonly deviation: number;
}

const CONTESTANTS = {
  Isotron: { slope: Infinity, paper: 0.526, deviation: 0.175 },
  "L-Isotron": { slope: 1, paper: 0.338, deviation: 0.058 },
} as const satisfies Record<string, Contestant>;
type Name = keyof typeof CONTESTANTS;
const NAMES = Object.keys(CONTESTANTS) as Name[];

/** E(u(w·x) − y)² / Var y of both on one sample. */
export type Errors = Readonly<Record<Name, number>>;

export const kksk: Experiment = {
  name: "kksk",
  about: "The synthetic table of Kakade, Kanade, Shamir and Kalai: Isotron beside L-Isotron.",
  async run({ quick, signal, progress }) {
    const count = quick ? QUICK_SEEDS : SEEDS;
    const errors: Errors[] = [];
    for (let seed = 1; seed <= count; seed++) {
      signal?.throwIfAborted();
      progress?.({ stage: `sample ${seed}`, done: (seed - 1) / count });
      errors.push(await errorsOn(seed));
    }
    return findings(errors);
  },
};

/** @param steps fewer for a quicker look */
export async function errorsOn(seed: number, steps: number = STEPS): Promise<Errors> {
  const { x, y } = drawn(seed);
  return {
    Isotron: await errorOf(CONTESTANTS.Isotron, x, y, steps),
    "L-Isotron": await errorOf(CONTESTANTS["L-Isotron"], x, y, steps),
  };
}

function drawn(seed: number): { readonly x: Float64Array; readonly y: Float64Array } {
  const stream = new RandomStream(seed);
  const [x, y] = [new Float64Array(ROWS * D), new Float64Array(ROWS)];
  for (let i = 0; i < ROWS; i++) {
    x[i * D] = stream.below(3) - 1;
    x[i * D + 1 + stream.below(D - 1)] = 1;
    y[i] = Number(stream.bernoulli((1 + x[i * D]) / 2));
  }
  return { x, y };
}

async function errorOf({ slope }: Contestant, x: Float64Array, y: Float64Array, steps: number): Promise<number> {
  const names = Array.from({ length: D }, (_, j) => `x${j + 1}`);
  const labels = y.subarray(0, FIT);
  const design = {
    n: FIT,
    d: D,
    x: x.subarray(0, FIT * D),
    y: labels,
    names,
    weightsKind: "frequency",
    binary: true,
  } as const;
  const iterates = await journey({
    field: fittedSurrogate({ lipschitz: slope })(NO_LINK),
    geometry: euclidean(),
    schedule: constant({ steps }),
    start: new Float64Array(D),
    whitening: unwhitened(D),
    pass: memoryPass(design, { center: new Float64Array(D), scale: new Float64Array(D).fill(1) }),
  });
  let best = { loss: Infinity, error: Number.NaN };
  for (const { w } of iterates.slice(1)) {
    const z = Float64Array.from({ length: ROWS }, (_, i) => dot(x.subarray(i * D, (i + 1) * D), w));
    const curve = lipschitzIsotonic(z.subarray(0, FIT), labels, slope);
    let loss = 0;
    for (let i = FIT; i < ROWS; i++) loss += squared(at(curve, z[i]) - y[i]);
    if (loss < best.loss) best = { loss, error: errorOver(w, curve) };
  }
  return best.error;
}

/** Over all x: x₁ of three, and one of the other columns. */
function errorOver(w: Float64Array, curve: Polyline): number {
  let excess = 0;
  for (const first of [-1, 0, 1]) {
    for (const weight of w.subarray(1)) excess += squared(at(curve, first * w[0] + weight) - (1 + first) / 2);
  }
  return excess / (3 * (D - 1)) / VARIANCE + BEST;
}

/** Straight between knots, level beyond. */
const at = (curve: Polyline, z: number): number => valueAt(curve, z, 0);

const squared = (value: number): number => value * value;

const meanOf = (errors: readonly Errors[], name: Name): number =>
  errors.reduce((sum, each) => sum + each[name] / errors.length, 0);

/** What comes of those errors. */
export function findings(errors: readonly Errors[]): Findings {
  return {
    tables: [
      {
        head: `E(u(w·x) − y)² / Var y over ${errors.length} samples; the best there is, 0.333`,
        table: {
          heads: ["learner", "mean", "least", "largest", "paper (deviation)"],
          rows: NAMES.map((name) => {
            const { least, largest } = rangeOf(errors.map((each) => each[name]));
            const { paper, deviation } = CONTESTANTS[name];
            return [
              name,
              ...[meanOf(errors, name), least, largest].map((value) => value.toFixed(3)),
              `${paper} (${deviation})`,
            ];
          }),
        },
      },
    ],
    claims: [reproduced(errors), ahead(errors)],
    csv: `${["seed,isotron,lipschitzIsotron", ...errors.map((each, k) => [k + 1, ...NAMES.map((name) => each[name])].join())].join("\n")}\n`,
    figure: (document) =>
      lines(document, {
        title: "Isotron and L-Isotron, sample by sample",
        caption:
          "E(u(w·x) − y)² / Var y over all x, samples in the order of Isotron's error. Dashed: what the paper reports, and the best there is.",
        x: { label: "samples" },
        y: { label: "error / Var y", ticks: [0.3, 0.4, 0.5, 0.6] },
        panels: [
          {
            title: `${errors.length} samples`,
            lines: [
              ...NAMES.flatMap((name) => [
                {
                  name,
                  ours: name === "L-Isotron",
                  points: [...errors]
                    .sort((a, b) => a.Isotron - b.Isotron)
                    .map((each, k) => [k + 1, each[name]] as const),
                },
                level(`${name}, paper`, CONTESTANTS[name].paper, errors.length),
              ]),
              level("best", BEST, errors.length),
            ],
          },
        ],
      }),
  };
}

const level = (name: string, value: number, count: number) => ({
  name,
  ours: false,
  dashed: true,
  points: [
    [1, value],
    [count, value],
  ] as const,
});

function reproduced(errors: readonly Errors[]): Claim {
  return {
    says: "both means are within a standard deviation of what the paper reports",
    holds: NAMES.every(
      (name) => Math.abs(meanOf(errors, name) - CONTESTANTS[name].paper) < CONTESTANTS[name].deviation,
    ),
    found: NAMES.map((name) => `${name} ${meanOf(errors, name).toFixed(3)}`).join(", "),
  };
}

/** Of the excess over the best. */
const TIMES = 3;

function ahead(errors: readonly Errors[]): Claim {
  const wins = errors.filter((each) => each["L-Isotron"] < each.Isotron).length;
  const [plain, lipschitz] = NAMES.map((name) => meanOf(errors, name) - BEST);
  return {
    says: `L-Isotron is ahead on every sample, and Isotron's mean excess over the best is more than ${TIMES} times as large`,
    holds: wins === errors.length && plain > TIMES * lipschitz,
    found: `on ${wins} of ${errors.length}, ${(plain / lipschitz).toFixed(1)} times`,
  };
}
