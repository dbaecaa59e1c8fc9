/** The χ² neuron on rows of which a minority is shifted: how robust it is with which constants, and how its gap closes. */

import type { Design } from "../../data/design.ts";
import { addScaled, norm } from "../../math/vectors.ts";
import { unwhitened } from "../../method/whiten.ts";
import { openStore } from "../../pass/openStore.ts";
import { type ChiSquareProblem, chiSquareNeuron } from "../../shift/chiSquareNeuron.ts";
import { type Constants, theoreticalConstants } from "../../shift/constants.ts";
import { penalizedLoss, worstCase } from "../../shift/divergence.ts";
import { chi2 } from "../../shift/divergences/chi2.ts";
import { polished } from "../../shift/polish.ts";
import { indexAt, type LabeledRows, largestVariance, plainly, rowLosses } from "../../shift/rows.ts";
import { uniform } from "../../shift/simplex.ts";
import type { Run } from "./cells.ts";
import { FEATURES, minoritySample, RELU } from "./samples.ts";

const RADIUS = 3;
export const PENALTIES = [0.25, 1, 4];
/** Under a penalty this large the worst shift is none. */
const NO_SHIFT = 1e4;

async function rowsOf(design: Design): Promise<LabeledRows> {
  const scaling = { center: new Float64Array(FEATURES), scale: new Float64Array(FEATURES).fill(1) };
  return { pass: (await openStore(design, scaling)).pass(), whitening: unwhitened(FEATURES), labels: design.y };
}

/** R(w) by constants, the least there is, that of the empirical risk minimizer and of 0, for every penalty. */
export async function rowsRun(seed: number): Promise<Run> {
  const { design } = minoritySample(seed);
  const rows = await rowsOf(design);
  const smoothness = 2 * (await largestVariance(rows));
  const settings: Readonly<Record<string, { constants: Constants; steps: number }>> = {
    practical: { constants: { smoothness, sharpness: 1, inertia: 0.25, clip: Infinity }, steps: 500 },
    cautious: { constants: { smoothness, sharpness: 0.2, inertia: 0.05, clip: Infinity }, steps: 3000 },
    theoretical: { constants: theoreticalConstants(assumptionsOf(design)), steps: 3000 },
  };
  const erm = (
    await polished(rows, RELU, meanOver(design.n), await surrogate(rows, smoothness), {
      smoothness,
      steps: 1500,
      radius: RADIUS,
    })
  ).w;
  const run: Record<string, number> = {};
  for (const penalty of PENALTIES) {
    const problem: ChiSquareProblem = { ...rows, link: RELU, penalty, radius: RADIUS };
    for (const [name, { constants, steps }] of Object.entries(settings)) {
      const polish = name === "practical" ? 3000 : 0;
      const fit = await chiSquareNeuron(problem, { constants, steps, polish });
      run[`${penaltyName(penalty)} ${name}`] = fit.risk;
      if (fit.polished) run[`${penaltyName(penalty)} least`] = fit.polished.risk;
    }
    for (const [name, w] of Object.entries({ erm, zero: new Float64Array(FEATURES) })) {
      run[`${penaltyName(penalty)} ${name}`] = await riskAt(w, problem);
    }
  }
  return run;
}

/** As the peer writes it. */
export const penaltyName = (penalty: number): string => (Number.isInteger(penalty) ? penalty.toFixed(1) : `${penalty}`);

const meanOver = (n: number) => (losses: Float64Array) => ({
  weights: uniform(n),
  risk: losses.reduce((sum, loss) => sum + loss, 0) / n,
});

async function surrogate(rows: LabeledRows, smoothness: number): Promise<Float64Array> {
  const constants = { smoothness, sharpness: 1, inertia: 0.25, clip: Infinity };
  const { w } = await chiSquareNeuron(
    { ...rows, link: RELU, penalty: NO_SHIFT, radius: RADIUS },
    { constants, steps: 500 },
  );
  return w;
}

async function riskAt(w: Float64Array, problem: ChiSquareProblem): Promise<number> {
  const losses = rowLosses(await indexAt(w, problem), problem.labels, plainly(RELU));
  return worstCase(losses, uniform(losses.length), problem.penalty, chi2()).risk;
}

function assumptionsOf({ x, n }: Design) {
  let reach = 0;
  for (let i = 0; i < n; i++) reach = Math.max(reach, norm(x.subarray(i * FEATURES, (i + 1) * FEATURES)));
  return { radius: RADIUS, lipschitz: 1, features: FEATURES, reach };
}

/** How far the iterates are from the saddle point (w*, p*). */
export interface GapPath {
  readonly title: string;
  readonly steps: readonly number[];
  /** L(w, p*) − L(w*, p). */
  readonly gap: readonly number[];
  /** (c₁/4)|w* − w|² + ν D(p*, p). */
  readonly potential: readonly number[];
  /** D₀/A, what the theorem bounds the potential by, up to the noise. */
  readonly bound: readonly number[];
}

const GAP_STEPS = 700;
const GAP_SHARPNESS = 0.2;

/** The gap at ν = 1 where labels are exact, and the saddle point is known; or where they are not, and it is the limit. */
export async function gapPath(seed: number, clean: boolean): Promise<GapPath> {
  const { design, target } = minoritySample(seed, clean);
  const rows = await rowsOf(design);
  const smoothness = 2 * (await largestVariance(rows));
  const constants: Constants = { smoothness, sharpness: GAP_SHARPNESS, inertia: 0.05, clip: Infinity };
  const problem: ChiSquareProblem = { ...rows, link: RELU, penalty: 1, radius: RADIUS };
  const even = uniform(design.n);
  const limit = clean ? undefined : await chiSquareNeuron(problem, { constants, steps: 6000 });
  const star = limit ?? { w: target, rowWeights: even };
  const starLosses = rowLosses(await indexAt(star.w, rows), rows.labels, plainly(RELU));
  const divergence = chi2();
  const between = (p: Float64Array): number =>
    p.reduce((sum, weight, i) => sum + (weight - star.rowWeights[i]) * ((weight - star.rowWeights[i]) / even[i]), 0);
  const start = 0.5 * norm(star.w) * norm(star.w) + constants.inertia * divergence.between(star.rowWeights, even);
  const path = { steps: [] as number[], gap: [] as number[], potential: [] as number[], bound: [] as number[] };
  await chiSquareNeuron(problem, {
    constants,
    steps: GAP_STEPS,
    watch({ t, w, rowWeights, losses, total }) {
      if (t === 0) return;
      const away = norm(addScaled(star.w, -1, w));
      path.steps.push(t);
      path.gap.push(
        penalizedLoss(star.rowWeights, losses, even, 1, divergence) -
          penalizedLoss(rowWeights, starLosses, even, 1, divergence),
      );
      path.potential.push(0.25 * GAP_SHARPNESS * away * away + between(rowWeights));
      path.bound.push(start / total);
    },
  });
  return { title: clean ? "exact labels" : "noise, and 3 % of the labels wrong", ...path };
}
