/**
 * The group-robust neuron of CaoLKD2026: weights whose loss is least under the worst mix of K groups,
 *
 *     min_w max_λ  Σ λⱼ (Lⱼ(w) − rⱼ) − ν D(λ, u),    Lⱼ(w) = E_j (σ(w·x) − y)².
 *
 * Each step takes the dual λ uphill in closed form, looks ahead of it, λ̄ = λ + θ(λ − λ₋) (dual extrapolation), and moves w
 * along the surrogate field under λ̄. Any divergence will do here, and ν may be 0. Of the algorithm only the problem, the
 * surrogate and the dual extrapolation are public; the rest is our reconstruction.
 *
 * Ours are also rⱼ, without which the neuron chases the group with the noisiest labels (`ownLosses.ts`), and the unknown
 * link: a unit w, and at every step the isotonic fit under the weights of the moment in place of σ.
 */
import { UsageError } from "../errors.ts";
import { addScaled, scaled, unit } from "../math/vectors.ts";
import type { Field, KnownLink } from "../method/field.ts";
import { ball } from "../method/geometries/ball.ts";
import { sphere } from "../method/geometries/sphere.ts";
import { iterate } from "../method/iterate.ts";
import type { StopReason } from "../method/result.ts";
import type { Curve } from "../pass/pass.ts";
import { type Divergence, worstCase } from "./divergence.ts";
import { fittedCurve } from "./fittedCurve.ts";
import { type GroupedRows, groupMeans, rowWeightsOf } from "./groupedRows.ts";
import { ratiosOf, type StepPlan } from "./primalDual.ts";
import { indexAt, largestVariance, lipschitzOf, plainly, rowLosses, weightedField } from "./rows.ts";
import { uniform } from "./simplex.ts";

export interface GroupProblem {
  readonly rows: GroupedRows;
  /** σ; a monotone curve is found where there is none. */
  readonly link?: KnownLink;
  readonly divergence: Divergence;
  /** ν ≥ 0. */
  readonly penalty: number;
  /** u; by default 1/K each. */
  readonly reference?: Float64Array;
  /** rⱼ: losses count in excess of these; by default 0. */
  readonly references?: Float64Array;
  /** W of a known link; by default no bound. */
  readonly radius?: number;
}

export interface GroupOptions {
  /** By default constant steps, a quarter of what is safe. */
  readonly plan?: StepPlan;
  /** Default 500. */
  readonly steps?: number;
  /** Whether the dual is extrapolated; default true. */
  readonly extrapolates?: boolean;
  /** Where to start; by default at 0, or for an unknown link along the covariance of labels and features. */
  readonly start?: Float64Array;
  readonly signal?: AbortSignal;
  /** Shown every step. */
  readonly watch?: (step: GroupStep) => void;
}

export interface GroupStep {
  readonly t: number;
  readonly w: Float64Array;
  /** Lⱼ(w). */
  readonly losses: Float64Array;
  /** λ after them. */
  readonly weights: Float64Array;
}

export interface GroupFit {
  /** w̃, whitened coordinates. */
  readonly w: Float64Array;
  /** The mean of the iterates, which is as good where the last one swings; of unit length for an unknown link. */
  readonly average: Float64Array;
  /** The curve it goes with: the link, or the isotonic fit under the weights. */
  readonly curve: Curve;
  /** Lⱼ(w). */
  readonly losses: Float64Array;
  /** λ. */
  readonly weights: Float64Array;
  /** The objective at w, λ at its best. */
  readonly risk: number;
  readonly steps: number;
  readonly stop: StopReason;
}

/**
 * Learns a neuron that is robust to the mix of groups.
 *
 * @throws UsageError for ν below 0, or references that are not as many as groups
 *
 * @example
 * import { divergences, groupedRows, groupNeuron } from "plumbline-fit";
 *
 * // Nine rows of a group whose slope is 2, and one row of a group whose slope is 1.
 * const x = Float64Array.from({ length: 10 }, () => 1);
 * const y = Float64Array.from({ length: 10 }, (_, i) => (i < 9 ? 2 : 1));
 * const design = { n: 10, d: 1, x, y, names: ["x"], weightsKind: "frequency" as const, binary: false };
 * const rows = await groupedRows(design, Int32Array.from(y, (label) => (label === 2 ? 0 : 1)));
 * const link = { link: { name: "relu", parameters: {} }, scale: 1, shift: 0 };
 * const { w } = await groupNeuron({ rows, link, divergence: divergences.kl(), penalty: 0 });
 * console.log(w[0].toFixed(2)); // → 1.50
 */
export async function groupNeuron(problem: GroupProblem, options: GroupOptions = {}): Promise<GroupFit> {
  const { rows, link, divergence, penalty, radius = Number.MAX_VALUE } = problem;
  const { reference = uniform(rows.groups), references = new Float64Array(rows.groups) } = problem;
  const { steps = 500, extrapolates = true, signal, watch } = options;
  if (!(penalty >= 0 && penalty < Infinity)) {
    throw new UsageError({ where: "penalty", what: "not a penalty", got: penalty, would: "give 0 or more" });
  }
  if (references.length !== rows.groups || reference.length !== rows.groups) {
    const got = `${reference.length} and ${references.length}`;
    throw new UsageError({ where: "references", what: "not as many as groups", got, would: `give ${rows.groups}` });
  }
  let weights = reference;
  const lossesAt = async (w: Float64Array) => {
    const z = await indexAt(w, rows);
    const curve = link ? plainly(link) : fittedCurve(z, rows.labels, rowWeightsOf(weights, rows));
    return { z, curve, losses: groupMeans(rowLosses(z, rows.labels, curve), rows) };
  };
  const start = options.start ?? (link ? new Float64Array(rows.whitening.size) : await covariance(rows, reference));
  const plan = options.plan ?? (await planFor(problem, (await lossesAt(start)).losses, reference));
  const ratios = ratiosOf(plan, penalty, steps);

  let t = 0;
  const field: Field = {
    name: "groupNeuron",
    async at(w) {
      const { z, curve, losses } = await lossesAt(w);
      const before = weights;
      const { dual, extrapolation } = ratios[t];
      weights = divergence.ascend(before, addScaled(losses, -1, references), reference, dual, penalty);
      watch?.({ t, w, losses, weights });
      const ahead = extrapolates ? addScaled(weights, extrapolation, addScaled(weights, -1, before)) : weights;
      t++;
      const rowWeights = rowWeightsOf(ahead, rows);
      return scaled(
        await weightedField(w, rows, curve, rowWeights),
        link ? 2 * lipschitzOf(link) : 1 / steepness(z, rows.labels, rowWeightsOf(weights, rows)),
      );
    },
  };
  const schedule = {
    name: "primalDual",
    at: (i: number) => (i < steps ? { phi: 0, step: () => ratios[i].primal } : null),
  };
  const geometry = link ? ball({ radius }) : sphere();
  let w = start;
  let average = new Float64Array(w.length) as Float64Array;
  let stop: StopReason = "stepLimit";
  for await (const one of iterate({ ...rows, field, geometry, schedule, start, ...(signal && { signal }) })) {
    w = one.w;
    if (one.stop !== undefined) stop = one.stop;
    if (one.t > 0) average = addScaled(average, 1 / one.t, addScaled(w, -1, average));
  }
  const { curve, losses } = await lossesAt(w);
  const { risk } = worstCase(addScaled(losses, -1, references), reference, penalty, divergence);
  return { w, average: link ? average : unit(average), curve, losses, weights, risk, steps: t, stop };
}

/** A quarter of the step that is safe for the group that varies most. */
const CAUTION = 0.25;
/** The dual's step at first, in units of 1/loss. */
const EAGERNESS = 4;

async function planFor({ rows, link }: GroupProblem, losses: Float64Array, u: Float64Array): Promise<StepPlan> {
  let variance = 0;
  for (let j = 0; j < rows.groups; j++) variance = Math.max(variance, await largestVariance(rows.only(j)));
  const lipschitz = link ? lipschitzOf(link) : 1;
  const smoothness = (link ? 2 : 1) * lipschitz * lipschitz * variance || 1;
  const typical = losses.reduce((sum, loss, j) => sum + u[j] * loss, 0) || 1;
  const first = CAUTION / smoothness;
  return { first, growth: 0, sharpness: 0, inertia: (first * typical) / EAGERNESS };
}

/** Where no curve is known yet: the direction Σ ω (y − ȳ) x̃. */
async function covariance(rows: GroupedRows, groupWeights: Float64Array): Promise<Float64Array> {
  const weights = rowWeightsOf(groupWeights, rows);
  const mean = weights.reduce((sum, weight, i) => sum + weight * rows.labels[i], 0);
  const flat: Curve = { knots: new Float64Array(0), m: Float64Array.of(mean), h: Float64Array.of(1) };
  const origin = new Float64Array(rows.whitening.size);
  return unit(scaled(await weightedField(origin, rows, flat, weights), -1));
}

/** Cov(y, z)/E z², how steep labels are along z: steps along the field over it do not depend on the labels' unit. */
function steepness(z: Float64Array, labels: Float64Array, weights: Float64Array): number {
  let [cross, square, spread] = [0, 0, 0];
  const mean = weights.reduce((sum, weight, i) => sum + weight * labels[i], 0);
  for (let i = 0; i < z.length; i++) {
    cross += weights[i] * (labels[i] - mean) * z[i];
    square += weights[i] * z[i] * z[i];
    spread += weights[i] * (labels[i] - mean) * (labels[i] - mean);
  }
  const flattest = FLATTEST * Math.sqrt(spread / square);
  return Math.max(cross / square, flattest) || 1;
}

/** A curve no less steep than so many of the labels' deviations over z's. */
const FLATTEST = 0.1;
