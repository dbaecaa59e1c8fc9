/**
 * Several directions at once, y = f(w₁·x, …, w_k·x): how far the subspace that is found is from that of the w_i, on clean labels
 * and under three adversaries, at the start from thresholded labels and after the plug-in field's path. An open question of
 * the theory; an experiment of ours.
 */
import { symmetricEigen } from "../math/linear.ts";
import { RandomStream } from "../math/random.ts";
import { addScaled, angle, degrees, dot, unit } from "../math/vectors.ts";
import { subspacePath } from "../method/subspace.ts";
import { unwhitened } from "../method/whiten.ts";
import { memoryPass } from "../pass/memory.ts";
import type { Experiment, ExperimentOptions, Findings } from "./experiment.ts";
import type { Claim } from "./study.ts";
import { rangeOf } from "./summary.ts";

type Model = { readonly k: number; readonly f: (z: readonly number[]) => number };
/** What is added to the label of a row: v·x along the decoy, w₁·x, the deviation of the labels, and a coin. */
type Push = (v: number, w: number, deviation: number, coin: number) => number;

const MODELS: Readonly<Record<string, Model>> = {
  "z₁₊ + z₂₊": { k: 2, f: ([a, b]) => Math.max(a, 0) + Math.max(b, 0) },
  "z₁₊ + 1{z₂ > 1}": { k: 2, f: ([a, b]) => Math.max(a, 0) + Number(b > 1) },
  "max(z₁, z₂)": { k: 2, f: ([a, b]) => Math.max(a, b) },
  "z₁z₂": { k: 2, f: ([a, b]) => a * b },
  "z₁₊ + (z₂ − ½)₊ + (z₃ + ½)₊": {
    k: 3,
    f: ([a, b, c]) => Math.max(a, 0) + Math.max(b - 0.5, 0) + Math.max(c + 0.5, 0),
  },
};
const TROUBLES: Readonly<Record<string, Push>> = {
  clean: () => 0,
  "spread-out decoy, η = .1": (v, w, deviation) => Math.sqrt(0.05) * deviation * (Math.sign(v) - Math.sign(w)),
  "linear decoy, η = .2": (v, _, deviation) => Math.sqrt(0.2) * deviation * v,
  "a tenth far off": (v, _, deviation, coin) => (coin < 0.1 ? 10 * deviation * Math.sign(v) : 0),
};
const [D, ROWS, NOISE] = [20, 20_000, 0.1];
const [SEEDS, QUICK_SEEDS] = [3, 1];

export interface Subspaces {
  readonly model: string;
  readonly trouble: string;
  /** The largest principal angle, degrees. */
  readonly start: number;
  readonly end: number;
}

export const multiIndex: Experiment = {
  name: "multi-index",
  about: "Two or three directions at once, from thresholded labels and along a plug-in field; clean and corrupted.",
  async run(options) {
    return findings(await all(options));
  },
};

async function all({ quick, signal, progress }: ExperimentOptions): Promise<Subspaces[]> {
  const found: Subspaces[] = [];
  const seeds = quick ? QUICK_SEEDS : SEEDS;
  const cases = Object.entries(MODELS).flatMap(([model, of]) =>
    Object.entries(TROUBLES).flatMap(([trouble, push]) =>
      Array.from({ length: seeds }, (_, seed) => ({ model, of, trouble, push, seed: seed + 1 })),
    ),
  );
  for (const [k, { model, of, trouble, push, seed }] of cases.entries()) {
    signal?.throwIfAborted();
    progress?.({ stage: `${model}, ${trouble}`, done: k / cases.length });
    found.push({ model, trouble, ...(await anglesOf(of, push, seed)) });
  }
  return found;
}

async function anglesOf({ k, f }: Model, push: Push, seed: number): Promise<{ start: number; end: number }> {
  const stream = new RandomStream(seed);
  const [decoy, ...targets] = orthonormal(k + 1, stream);
  const x = stream.normals(ROWS * D);
  const z = (i: number, w: Float64Array): number => dot(x.subarray(i * D, (i + 1) * D), w);
  const clean = Float64Array.from({ length: ROWS }, (_, i) => f(targets.map((w) => z(i, w))));
  const mean = clean.reduce((sum, y) => sum + y / ROWS, 0);
  const deviation = Math.sqrt(clean.reduce((sum, y) => sum + ((y - mean) * (y - mean)) / ROWS, 0));
  const y = clean.map(
    (label, i) => label + NOISE * stream.normal() + push(z(i, decoy), z(i, targets[0]), deviation, stream.uniform()),
  );
  const names = Array.from({ length: D }, (_, j) => `x${j}`);
  const design = { n: ROWS, d: D, x, y, names, weightsKind: "frequency" as const, binary: false };
  const asTheyAre = { center: new Float64Array(D), scale: new Float64Array(D).fill(1) };
  const frame = { pass: memoryPass(design, asTheyAre), whitening: unwhitened(D) };
  const path = await subspacePath(frame, { directions: k });
  return { start: apart(targets, path[0]), end: apart(targets, path[path.length - 1]) };
}

function orthonormal(count: number, stream: RandomStream): Float64Array[] {
  const basis: Float64Array[] = [];
  while (basis.length < count) {
    basis.push(unit(basis.reduce((v: Float64Array, u) => addScaled(v, -dot(u, v), u), stream.normals(D))));
  }
  return basis;
}

/** The largest principal angle between two subspaces, by the direction of a that is farthest from b. */
function apart(a: readonly Float64Array[], b: readonly Float64Array[]): number {
  const k = a.length;
  const gram = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) for (const u of b) gram[i * k + j] += dot(a[i], u) * dot(a[j], u);
  const { vectors } = symmetricEigen(gram, k);
  const farthest = a.reduce(
    (sum: Float64Array, v, i) => addScaled(sum, vectors[i * k], v),
    new Float64Array(a[0].length),
  );
  const shadow = b.reduce((sum: Float64Array, u) => addScaled(sum, dot(farthest, u), u), new Float64Array(a[0].length));
  return degrees(angle(farthest, shadow));
}

/** What comes of those angles. */
export function findings(found: readonly Subspaces[]): Findings {
  const of = (model: string, trouble: string, when: "start" | "end"): number =>
    rangeOf(found.filter((one) => one.model === model && one.trouble === trouble).map((one) => one[when])).median;
  const models = [...new Set(found.map(({ model }) => model))];
  const troubles = [...new Set(found.map(({ trouble }) => trouble))];
  return {
    tables: [
      {
        head: "Largest angle to the subspace of the w_i, at the start and at the end; medians",
        table: {
          heads: ["f", ...troubles],
          rows: models.map((model) => [
            model,
            ...troubles.map(
              (trouble) => `${of(model, trouble, "start").toFixed(1)}° ${of(model, trouble, "end").toFixed(1)}°`,
            ),
          ]),
        },
      },
    ],
    claims: [
      ends(found, "clean", 2, true),
      ends(found, "spread-out decoy, η = .1", 15, true),
      ends(found, "a tenth far off", 15, true),
      ends(found, "linear decoy, η = .2", 15, false),
    ],
    csv: `${["model,trouble,start,end", ...found.map(({ model, trouble, start, end }) => [`"${model}"`, `"${trouble}"`, start, end].join())].join("\n")}\n`,
  };
}

/** Settled after first runs: what works, and what does not, which is what is open. */
function ends(found: readonly Subspaces[], trouble: string, most: number, works: boolean): Claim {
  const largest = Math.max(...found.filter((one) => one.trouble === trouble).map(({ end }) => end));
  return {
    says: works
      ? `${trouble}: every end within ${most}° of the subspace`
      : `${trouble}: not yet solved, some end is farther than ${most}° off`,
    holds: works ? largest <= most : largest > most,
    found: `at most ${largest.toFixed(1)}°`,
  };
}
