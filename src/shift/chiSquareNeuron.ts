/**
 * The χ²-robust neuron of LiKDD2024, Algorithm 1: the weights whose square loss is least under the worst reweighting of
 * the rows,
 *
 *     min_{|w| ≤ W} max_p  E_p(σ(w·x) − y)² − ν χ²(p, p₀),
 *
 * by steps that alternate between w, along the surrogate field v = 2β(σ(w·x) − y)x at an extrapolated point, and p, uphill
 * in closed form. v has no σ′, so it is not stuck where a ReLU is flat; nor is it the gradient of the risk, and where labels
 * are noisy the method settles at a constant factor of the least risk, as the theorem has it. Polishing goes on from there.
 */
import { UsageError } from "../errors.ts";
import { addScaled, scaled } from "../math/vectors.ts";
import type { Field, KnownLink } from "../method/field.ts";
import { ball } from "../method/geometries/ball.ts";
import { iterate } from "../method/iterate.ts";
import type { StopReason } from "../method/result.ts";
import { type Constants, practicalConstants, stepPlan } from "./constants.ts";
import { worstCase } from "./divergence.ts";
import { chi2 } from "./divergences/chi2.ts";
import { type Polished, polished } from "./polish.ts";
import { type Ratios, ratiosOf } from "./primalDual.ts";
import { indexAt, type LabeledRows, largestVariance, lipschitzOf, plainly, rowLosses, weightedField } from "./rows.ts";
import { uniform } from "./simplex.ts";

export interface ChiSquareProblem extends LabeledRows {
  /** σ, monotone, with σ(0) = 0. */
  readonly link: KnownLink;
  /** ν > 0. */
  readonly penalty: number;
  /** W. */
  readonly radius: number;
  /** p₀; by default 1/n each. */
  readonly reference?: Float64Array;
}

export interface ChiSquareOptions {
  /** By default the practical ones; see `theoreticalConstants`. */
  readonly constants?: Constants;
  /** Default 500. */
  readonly steps?: number;
  /** Whether the field is extrapolated; default true. */
  readonly extrapolates?: boolean;
  /** Steps along the true subgradient of the risk at the end; default 0. Their result stands apart. */
  readonly polish?: number;
  readonly signal?: AbortSignal;
  /** Shown every iterate. */
  readonly watch?: (iterate: ChiSquareIterate) => void;
}

export interface ChiSquareIterate {
  readonly t: number;
  /** wₜ and pₜ. */
  readonly w: Float64Array;
  readonly rowWeights: Float64Array;
  /** The losses at wₜ. */
  readonly losses: Float64Array;
  /** Aₜ. */
  readonly total: number;
}

export interface ChiSquareFit {
  /** w̃, whitened coordinates; 0 where that does better than what was found. */
  readonly w: Float64Array;
  /** R(w): the loss under the worst shift of the rows. */
  readonly risk: number;
  /** pₖ. */
  readonly rowWeights: Float64Array;
  readonly isZero: boolean;
  readonly steps: number;
  readonly stop: StopReason;
  readonly constants: Constants;
  readonly polished?: Polished;
}

/**
 * Learns a neuron that is robust to shifts of the rows.
 *
 * @throws UsageError for ν or W that are not positive
 *
 * @example
 * import { chiSquareNeuron, memoryPass, scalingOf, unwhitened } from "plumbline-fit";
 *
 * // Three rows of y = 2x and one that says otherwise; the smaller ν, the more that one row may count.
 * const x = Float64Array.of(1, 2, 3, 2);
 * const labels = Float64Array.of(2, 4, 6, 0);
 * const design = { n: 4, d: 1, x, y: labels, names: ["x"], weightsKind: "frequency" as const, binary: false };
 * const rows = { pass: memoryPass(design, { center: new Float64Array(1), scale: new Float64Array(1).fill(1) }), whitening: unwhitened(1), labels };
 * const link = { link: { name: "relu", parameters: {} }, scale: 1, shift: 0 };
 * for (const penalty of [100, 1]) {
 *   const { w } = await chiSquareNeuron({ ...rows, link, penalty, radius: 5 });
 *   console.log(w[0].toFixed(2));
 * }
 * // → 1.54
 * // → 1.25
 */
export async function chiSquareNeuron(
  problem: ChiSquareProblem,
  options: ChiSquareOptions = {},
): Promise<ChiSquareFit> {
  const { link, penalty, radius, reference = uniform(problem.pass.rows) } = problem;
  expectPositive("penalty", penalty);
  expectPositive("radius", radius);
  const { steps = 500, extrapolates = true, polish = 0, signal, watch } = options;
  const constants = options.constants ?? (await practical(problem));
  const rows = { ...problem, labels: clipped(problem.labels, constants.clip) };
  const divergence = chi2();
  const curve = plainly(link);
  const ratios = ratiosOf(stepPlan(constants, penalty), penalty, steps + 1);

  let t = 0;
  let rowWeights = reference;
  let losses = rowLosses(await indexAt(new Float64Array(rows.whitening.size), rows), rows.labels, curve);
  const atZero = worstCase(losses, reference, penalty, divergence).risk;
  const shiftRows = async (w: Float64Array): Promise<void> => {
    losses = rowLosses(await indexAt(w, rows), rows.labels, curve);
    rowWeights = divergence.ascend(rowWeights, losses, reference, ratios[t].dual, penalty);
    t++;
  };
  let before: Float64Array | undefined;
  const field: Field = {
    name: "chiSquareNeuron",
    async at(w) {
      if (before !== undefined) await shiftRows(w);
      const v = scaled(await weightedField(w, rows, curve, rowWeights), 2 * lipschitzOf(link));
      const change = before === undefined || !extrapolates ? v : addScaled(v, -1, before);
      const g = change === v ? v : addScaled(v, ratios[t].extrapolation, change);
      before = v;
      return g;
    },
  };
  const show = (w: Float64Array): void =>
    watch?.({ t, w, rowWeights, losses, total: t === 0 ? 0 : ratios[t - 1].total });

  let w: Float64Array = new Float64Array(rows.whitening.size);
  let stop: StopReason = "stepLimit";
  const schedule = { name: "primalDual", at: (i: number) => momentOf(ratios, i, steps) };
  const path = iterate({ ...rows, field, geometry: ball({ radius }), schedule, start: w, ...(signal && { signal }) });
  for await (const one of path) {
    w = one.w;
    if (one.stop !== undefined) {
      stop = one.stop;
      if (one.t > t) await shiftRows(w);
    }
    show(w);
  }
  const { risk } = worstCase(losses, reference, penalty, divergence);
  const isZero = atZero < risk;
  const found = isZero ? new Float64Array(w.length) : w;
  return {
    w: found,
    risk: Math.min(risk, atZero),
    rowWeights,
    isZero,
    steps: t,
    stop,
    constants,
    ...(polish > 0 && {
      polished: await polished(rows, link, (all) => worstCase(all, reference, penalty, divergence), w, {
        smoothness: constants.smoothness,
        steps: polish,
        radius,
        ...(signal && { signal }),
      }),
    }),
  };
}

const momentOf = (ratios: readonly Ratios[], t: number, steps: number) =>
  t < steps ? { phi: 0, step: () => ratios[t].primal } : null;

async function practical(problem: ChiSquareProblem): Promise<Constants> {
  const squares = problem.labels.reduce((sum, label) => sum + label * label, 0);
  const size = Math.sqrt(squares / problem.labels.length);
  return practicalConstants(lipschitzOf(problem.link), await largestVariance(problem), size);
}

/** y ← sign(y) min(|y|, M). */
function clipped(labels: Float64Array, most: number): Float64Array {
  return labels.map((label) => Math.min(Math.max(label, -most), most));
}

function expectPositive(where: string, got: number): void {
  if (got > 0 && got < Infinity) return;
  throw new UsageError({ where, what: "not a positive number", got, would: "give a number above 0" });
}
