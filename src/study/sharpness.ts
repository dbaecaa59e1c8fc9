/**
 * Sharpness (WangZDD2023): the surrogate's field on clean labels, g(w) = E[(σ(w·x) − σ(w*·x)) x], points home by
 * g(w)·(w − w*) ≥ μ |w − w*|². For ReLU μ is ½ exactly wherever x is as likely as −x and E xxᵀ = I, whatever else its law: write
 * σ(t) = t/2 + |t|/2, and the second half cancels. For a leaky ReLU of slope k it is (1 + k)/2. Measured over pairs w, w*.
 */
import { ln } from "../math/elementary.ts";
import { RandomStream } from "../math/random.ts";
import { addScaled, dot, scaled } from "../math/vectors.ts";
import { cube } from "../problem/marginals/cube.ts";
import { gaussian } from "../problem/marginals/gaussian.ts";
import { laplace } from "../problem/marginals/laplace.ts";
import { studentT } from "../problem/marginals/studentT.ts";
import type { Experiment, Findings } from "./experiment.ts";
import type { Claim } from "./study.ts";

type Draw = (n: number, d: number, stream: RandomStream) => Float64Array;

/** Laws of coordinates of mean 0; the last is not symmetric. */
const LAWS: Readonly<Record<string, Draw>> = {
  normal: gaussian().draw,
  Laplace: laplace().draw,
  "uniform on a cube": cube().draw,
  "Student's t, ν = 5": studentT().draw,
  "Exp(1) − 1": (n, d, stream) => Float64Array.from({ length: n * d }, () => -ln(1 - stream.uniform()) - 1),
};
const ASYMMETRIC = "Exp(1) − 1";
const SLOPES = [0, 0.1];
const [D, ROWS, QUICK_ROWS, PAIRS] = [3, 200_000, 20_000, 40];
/** Of 200 000 rows a ratio has a standard error of some .002, of 20 000 three times that; over 40 pairs the worst is three off. */
const NEAR = 0.05;

export interface Sharpness {
  readonly law: string;
  readonly slope: number;
  readonly least: number;
  readonly largest: number;
}

export const sharpness: Experiment = {
  name: "sharpness",
  about: "How directly the surrogate's field points at w*, for five laws of x, over pairs of weights.",
  async run({ quick, signal, progress }) {
    const found: Sharpness[] = [];
    for (const [law, draw] of Object.entries(LAWS)) {
      for (const slope of SLOPES) {
        signal?.throwIfAborted();
        found.push(rangeOver(law, draw, slope, quick ? QUICK_ROWS : ROWS));
        progress?.({ stage: law, done: found.length / (Object.keys(LAWS).length * SLOPES.length) });
      }
    }
    return findings(found);
  },
};

/** The least and the largest ratio over the pairs, x scaled to variance 1 on the rows. */
function rangeOver(law: string, draw: Draw, slope: number, rows: number): Sharpness {
  const stream = new RandomStream(1);
  const raw = draw(rows, D, stream);
  const x = scaled(raw, Math.sqrt(raw.length / dot(raw, raw)));
  const sigma = (t: number): number => (t > 0 ? t : slope * t);
  let [least, largest] = [Infinity, -Infinity];
  for (let pair = 0; pair < PAIRS; pair++) {
    const [w, target] = [stream.normals(D), stream.normals(D)];
    const away = addScaled(w, -1, target);
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      const row = x.subarray(i * D, (i + 1) * D);
      sum += (sigma(dot(row, w)) - sigma(dot(row, target))) * dot(row, away);
    }
    const ratio = sum / rows / dot(away, away);
    least = Math.min(least, ratio);
    largest = Math.max(largest, ratio);
  }
  return { law, slope, least, largest };
}

/** What comes of those ranges. */
export function findings(found: readonly Sharpness[]): Findings {
  return {
    tables: [
      {
        head: "g(w)·(w − w*) / |w − w*|² over pairs of weights",
        table: {
          heads: ["law of x", "σ", "least", "largest"],
          rows: found.map(({ law, slope, least, largest }) => [
            law,
            slope === 0 ? "ReLU" : `leaky ReLU, ${slope}`,
            least.toFixed(3),
            largest.toFixed(3),
          ]),
        },
      },
    ],
    claims: [exact(found), notElsewhere(found)],
    csv: `${["law,slope,least,largest", ...found.map(({ law, slope, least, largest }) => [`"${law}"`, slope, least, largest].join())].join("\n")}\n`,
  };
}

function exact(found: readonly Sharpness[]): Claim {
  const off = (value: number, slope: number): number => Math.abs(value - (1 + slope) / 2);
  const worst = Math.max(
    ...found
      .filter(({ law }) => law !== ASYMMETRIC)
      .map(({ slope, least, largest }) => Math.max(off(least, slope), off(largest, slope))),
  );
  return {
    says: `x as likely as −x: every ratio within ${NEAR} of ½ for ReLU and of (1 + k)/2 for a leaky one`,
    holds: worst < NEAR,
    found: `within ${worst.toFixed(3)}`,
  };
}

function notElsewhere(found: readonly Sharpness[]): Claim {
  const { least, largest } = found.find(({ law, slope }) => law === ASYMMETRIC && slope === 0) ?? {
    least: 0.5,
    largest: 0.5,
  };
  return {
    says: "x that is not: ratios of ReLU below .4 and above .6, and none below .1",
    holds: least < 0.4 && largest > 0.6 && least > 0.1,
    found: `from ${least.toFixed(3)} to ${largest.toFixed(3)}`,
  };
}
