/** All that `fit` does across groups, where a group has wrong labels, and where one is unlike the others. */
import { fit } from "../../fit/fit.ts";
import type { FitOptions } from "../../fit/options.ts";
import { predict } from "../../fit/predict.ts";
import type { Run } from "./cells.ts";
import { type GroupSample, groupSample } from "./samples.ts";

/** By turn alike, the last group with a fifth of its labels wrong; or clean, and the last group small and far from the others. */
export const TROUBLES = {
  "labels too low": [0, 0.15, 0.2, 0.2].map((turn, k) => lawOf(500, turn, k === 3 ? -1.5 : undefined)),
  "labels too high": [0, 0.15, 0.2, 0.2].map((turn, k) => lawOf(500, turn, k === 3 ? 6 : undefined)),
  "a shifted minority": [0.1, 0.1, 0.1, 0.6].map((turn, k) => lawOf(k === 3 ? 200 : 600, turn)),
} as const;

function lawOf(rows: number, turn: number, wrong?: number) {
  return { rows, turn, noise: 0.1, corrupted: wrong === undefined ? 0 : 0.2, wrong: wrong ?? 0 };
}

/** Losses as they are. */
const asTheyAre = "none";

/** How each is fitted. */
export const FITS: Readonly<Record<string, FitOptions>> = {
  ERM: { learner: "leastSquares", contamination: 0, shift: "none" },
  "Group DRO": { contamination: 0, shift: "kl", nu: 0, reference: asTheyAre },
  "raw losses": { reference: asTheyAre },
  "by default": {},
};

/** The worst group's loss on clean labels, a fit and a trouble each. */
export async function corruptedRun(seed: number): Promise<Run> {
  const run: Record<string, number> = {};
  for (const [trouble, laws] of Object.entries(TROUBLES)) {
    const sample = groupSample(300 + seed, laws);
    for (const [name, options] of Object.entries(FITS)) run[`${trouble}, ${name}`] = await worst(sample, options);
  }
  return run;
}

async function worst({ design, group, clean }: GroupSample, options: FitOptions): Promise<number> {
  const x: Record<string, Float64Array | string[]> = {};
  design.names.forEach((name, j) => {
    x[name] = Float64Array.from({ length: design.n }, (_, i) => design.x[i * design.d + j]);
  });
  x.group = Array.from(group, (k) => `group ${k}`);
  const model = await fit({ x, y: design.y }, { link: "relu", group: "group", seed: 1, ...options });
  const { prediction } = predict(model, { x });
  const [sums, counts] = [new Float64Array(4), new Float64Array(4)];
  prediction.forEach((value, i) => {
    sums[group[i]] += (value - clean[i]) * (value - clean[i]);
    counts[group[i]] += 1;
  });
  return Math.max(...sums.map((sum, k) => sum / counts[k]));
}
