/** Samples on which robust neurons are measured: a minority of rows that is shifted, and four groups that differ. */
import type { Design } from "../../data/design.ts";
import { RandomStream } from "../../math/random.ts";
import { unit } from "../../math/vectors.ts";

export const FEATURES = 10;

/** The link that the studies of shift are told. */
export const RELU = { link: { name: "relu", parameters: {} }, scale: 1, shift: 0 };

const relu = (z: number): number => Math.max(z, 0);
const times = (a: ArrayLike<number>, b: Float64Array): number => b.reduce((sum, value, j) => sum + value * a[j], 0);

/** A design of labeled rows. */
export function designOf(x: readonly ArrayLike<number>[], y: Float64Array): Design {
  const names = Array.from({ length: FEATURES }, (_, j) => `x${j + 1}`);
  const flat = new Float64Array(x.length * FEATURES);
  x.forEach((row, i) => flat.set(row, i * FEATURES));
  return { n: x.length, d: FEATURES, x: flat, y, names, weightsKind: "frequency", binary: false };
}

export interface MinoritySample {
  readonly design: Design;
  readonly target: Float64Array;
}

/**
 * 2000 normal rows, y = ReLU(w*·x) + noise. A tenth of them are moved, stretched, of other weights and noisier, and 3 % of all
 * labels are −2; `clean` leaves all of that away but the moved and stretched features.
 */
export function minoritySample(seed: number, clean = false): MinoritySample {
  const random = new RandomStream(seed);
  const n = 2000;
  const few = n / 10;
  const target = unit(random.normals(FEATURES));
  const [move, turn] = [random.normals(FEATURES), random.normals(FEATURES)];
  const other = target.map((weight, j) => weight + 0.3 * turn[j]);
  const x: Float64Array[] = [];
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const row = random.normals(FEATURES);
    x.push(i < few ? row.map((value, j) => 1.5 * value + 0.8 * move[j]) : row);
    y[i] = relu(times(x[i], i < few && !clean ? other : target));
    if (!clean) y[i] += (i < few ? 0.3 : 0.05) * random.normal();
  }
  if (!clean) for (const i of random.permutation(n).subarray(0, (3 * n) / 100)) y[i] = -2;
  return { design: designOf(x, y), target };
}

export interface GroupSample {
  readonly design: Design;
  readonly group: Int32Array;
  /** The labels before any was made wrong. */
  readonly clean: Float64Array;
}

interface GroupLaw {
  readonly rows: number;
  /** How far its weights are from the target's. */
  readonly turn: number;
  readonly noise: number;
  /** So many of its labels are made `wrong`. */
  readonly corrupted: number;
  readonly wrong: number;
}

/** Groups of normal rows, each with its own deviations and, but for the first, its own mean; weights are about a unit target. */
export function groupSample(seed: number, laws: readonly GroupLaw[]): GroupSample {
  const random = new RandomStream(seed);
  const target = unit(random.normals(FEATURES));
  const [x, labels, clean, group]: [Float64Array[], number[], number[], number[]] = [[], [], [], []];
  laws.forEach(({ rows, turn, noise, corrupted, wrong }, k) => {
    const deviations = Float64Array.from({ length: FEATURES }, () => 0.3 + 1.3 * random.uniform());
    const center = random.normals(FEATURES).map((value) => (k > 0 ? 0.5 * value : 0));
    const bend = random.normals(FEATURES);
    const weights = target.map((weight, j) => weight + ((2 * turn) / Math.sqrt(FEATURES)) * bend[j]);
    const first = labels.length;
    for (let i = 0; i < rows; i++) {
      x.push(random.normals(FEATURES).map((value, j) => value * deviations[j] + center[j]));
      clean.push(relu(times(x[first + i], weights)) + noise * random.normal());
      labels.push(clean[first + i]);
      group.push(k);
    }
    for (const i of random.permutation(rows).subarray(0, Math.floor(corrupted * rows))) labels[first + i] = wrong;
  });
  const design = designOf(x, Float64Array.from(labels));
  return { design, group: Int32Array.from(group), clean: Float64Array.from(clean) };
}

/** Four groups of 500 rows, ever farther from the target and ever noisier. */
export const UNLIKE: readonly GroupLaw[] = [
  { rows: 500, turn: 0, noise: 0.05, corrupted: 0, wrong: 0 },
  { rows: 500, turn: 0.15, noise: 0.1, corrupted: 0.02, wrong: -1.5 },
  { rows: 500, turn: 0.35, noise: 0.1, corrupted: 0.05, wrong: -1.5 },
  { rows: 500, turn: 0.6, noise: 0.3, corrupted: 0.05, wrong: -1.5 },
];
