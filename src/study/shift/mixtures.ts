/** Mixture controllers around stochastic descent of one neuron on four domains: the worst excess over what each could have. */

import { rowsOf } from "../../data/split.ts";
import { RandomStream } from "../../math/random.ts";
import { norm, scaled } from "../../math/vectors.ts";
import { type Controller, mixtureStep, startMixture } from "../../shift/controller.ts";
import { controllers } from "../../shift/controllers/index.ts";
import { divergences } from "../../shift/divergences/index.ts";
import { groupedRows } from "../../shift/groupedRows.ts";
import { groupNeuron } from "../../shift/groupNeuron.ts";
import type { Run } from "./cells.ts";
import { leastGroupRisk } from "./groups.ts";
import { FEATURES, type GroupSample, groupSample, RELU, UNLIKE } from "./samples.ts";

/** As the peer names them. */
export const MIXTURES: Readonly<Record<string, Controller>> = {
  constant: controllers.constant(),
  doremi: controllers.doremi(),
  "groupDro 0.1": controllers.groupDro({ step: 0.1 }),
  pdKl: controllers.pdKl(),
  "pdKl f=0": controllers.pdKl({ extrapolation: 0 }),
  "pdKl 3": controllers.pdKl({ step: 3 }),
  "pdKl 3 f=0": controllers.pdKl({ step: 3, extrapolation: 0 }),
  pdChi2: controllers.pdChi2(),
  "pdChi2 1": controllers.pdChi2({ step: 1 }),
};

/** How many steps pass between updates. */
export const EVERY = [5, 50];

const DOMAINS = UNLIKE.length;
const [STEPS, BATCH, STEP, RADIUS] = [3000, 64, 0.05, 3];
/** Before so many steps the surrogate leads, which is not stuck at 0. */
const SURROGATE = 20;

/** The worst excess of each controller, the mean of the second half of training, less that of the constant mixture. */
export async function mixturesRun(seed: number): Promise<Run> {
  const sample = groupSample(200 + seed, UNLIKE);
  const references = await attainable(sample);
  const run: Record<string, number> = {};
  for (const every of EVERY) {
    const base = trained(sample, MIXTURES.constant, references, every, seed);
    for (const [name, controller] of Object.entries(MIXTURES)) {
      run[`${every} ${name}`] =
        name === "constant" ? base : trained(sample, controller, references, every, seed) - base;
    }
  }
  return run;
}

/** What each domain could have by itself. */
async function attainable({ design, group }: GroupSample): Promise<number[]> {
  const losses: number[] = [];
  for (let k = 0; k < DOMAINS; k++) {
    const own = rowsOf(
      design,
      Int32Array.from(group.keys()).filter((i) => group[i] === k),
    );
    const rows = await groupedRows({ ...own }, new Int32Array(own.n));
    const { w } = await groupNeuron({ rows, link: RELU, divergence: divergences.kl(), penalty: 0, radius: RADIUS });
    losses.push((await leastGroupRisk(rows, "kl", 0, w, 1500)).risk);
  }
  return losses;
}

/** Batches are drawn in the proportions of the weights, for every controller alike. */
function trained(
  { design, group }: GroupSample,
  controller: Controller,
  references: readonly number[],
  every: number,
  seed: number,
): number {
  const random = new RandomStream(1000 + seed);
  const { x, y } = design;
  const size = design.n / DOMAINS;
  let w: Float64Array = random.normals(FEATURES).map((value) => 0.01 * value);
  let state = startMixture(
    controller,
    UNLIKE.map(() => 1),
  );
  const worst: number[] = [];
  const index = (row: number): number => {
    let z = 0;
    for (let j = 0; j < FEATURES; j++) z += w[j] * x[row * FEATURES + j];
    return z;
  };
  for (let t = 0; t < STEPS; t++) {
    if (t % every === 0) {
      const losses = UNLIKE.map(() => 0);
      for (let i = 0; i < y.length; i++) {
        const error = Math.max(index(i), 0) - y[i];
        losses[group[i]] += (error * error) / size;
      }
      state = mixtureStep(controller, state, { losses, references });
      worst.push(Math.max(...losses.map((loss, k) => loss - references[k])));
    }
    const g = new Float64Array(FEATURES);
    for (let b = 0; b < BATCH; b++) {
      const row = drawn(state.weights, random) * size + random.below(size);
      const z = index(row);
      if (z <= 0 && t > SURROGATE) continue;
      const r = (2 * (Math.max(z, 0) - y[row])) / BATCH;
      for (let j = 0; j < FEATURES; j++) g[j] += r * x[row * FEATURES + j];
    }
    w = w.map((weight, j) => weight - STEP * g[j]);
    const length = norm(w);
    if (length > RADIUS) w = scaled(w, RADIUS / length);
  }
  const half = worst.slice(worst.length >> 1);
  return half.reduce((sum, value) => sum + value, 0) / half.length;
}

function drawn(shares: readonly number[], random: RandomStream): number {
  let left = random.uniform();
  for (let k = 0; k + 1 < shares.length; k++) {
    left -= shares[k];
    if (left < 0) return k;
  }
  return shares.length - 1;
}
