/** Rows of standard normal columns with 0/1 labels, for the robust fits of such labels. */
import type { Design } from "../../../src/data/design.ts";
import { rowsOf } from "../../../src/data/split.ts";
import { exp } from "../../../src/math/elementary.ts";
import { RandomStream } from "../../../src/math/random.ts";
import { angle, degrees } from "../../../src/math/vectors.ts";
import { unwhitened, whiten } from "../../../src/method/whiten.ts";
import { openStore } from "../../../src/pass/openStore.ts";
import { ask } from "../../../src/pass/pass.ts";
import { type Scaling, scalingOf } from "../../../src/pass/scaling.ts";
import { packedRows, type Rows } from "../../../src/robust/rows.ts";
import { asTheyAre, designOf } from "../../fixtures/rows.ts";

/** P(y = 1) of a row whose label is clean. */
export type Law = (row: Float64Array, random: RandomStream) => number;

export const sigmoid = (t: number): number => 1 / (1 + exp(-t));

export function labeled(seed: number, n: number, d: number, law: Law): Design {
  const random = new RandomStream(seed);
  const x = random.normals(n * d);
  const y = Float64Array.from({ length: n }, (_, i) => {
    const p = law(x.subarray(i * d, (i + 1) * d), random);
    return random.uniform() < p ? 1 : 0;
  });
  return designOf(x, y, d);
}

const open = async (design: Design, scaling: Scaling) => (await openStore(design, scaling)).pass();

/** The rows in the columns' own units: a direction is one of the columns. */
export async function plainRows(design: Design): Promise<Rows> {
  return packedRows(design, asTheyAre(design.d), unwhitened(design.d), open);
}

/** Rows to learn from and rows held out, whitened together. */
export async function trialOf(design: Design, seed = 1) {
  const cut = Math.floor(0.75 * design.n);
  const every = Int32Array.from({ length: design.n }, (_, i) => i);
  const some = rowsOf(design, every.subarray(0, cut));
  const scaling = scalingOf(some);
  const whitening = whiten(await ask(await open(some, scaling), { kind: "moments" }), design.d, 0);
  const rows = (part: Design) => packedRows(part, scaling, whitening, open);
  const train = await rows(some);
  const trial = {
    train,
    small: train,
    heldOut: await rows(rowsOf(design, every.subarray(cut))),
    stream: new RandomStream(seed),
    candidates: [],
  };
  /** Degrees between a direction of the trial and one of the columns. */
  const off = (w: Float64Array, truth: ArrayLike<number>): number => {
    const raw = whitening.line(w).w.map((value, j) => value / scaling.scale[j]);
    return degrees(angle(raw, Float64Array.from(truth)));
  };
  return { trial, off, all: await rows(design) };
}
