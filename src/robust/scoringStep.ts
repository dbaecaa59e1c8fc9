/**
 * One step of Fisher scoring for a direction, on the sphere:
 *
 *     Δ = (Σ a_i x̂_i x̂_iᵀ + ridge)⁻¹ Σ b_i x̂_i,        x̂ = x̃ − E_a[x̃ | z],
 *
 * a the rows' information, b their scores. Partialling out the mean of x̃ given z makes the step insensitive, to first
 * order, to errors of the curve: the efficient step of semiparametric regression (BickelKRW1993). The system is solved by
 * conjugate gradients, each a sweep: nothing of size d² is formed.
 */
import { conjugateGradients } from "../math/conjugateGradients.ts";
import { addScaled, dot, norm, unit } from "../math/vectors.ts";
import type { IndexBins } from "./indexBins.ts";
import type { Rows } from "./rows.ts";

export interface RowScores {
  /** a, by row. */
  readonly information: Float64Array;
  /** b, by row. */
  readonly scores: Float64Array;
}

export interface StepOptions {
  /** The longest step, radians. */
  readonly longest?: number;
  /** Added to the information, in units of Σ a, its mean eigenvalue for a Gaussian x̃. */
  readonly ridge?: number;
}

/** E[x̃ | z] is told in so many bins; one of few rows is drawn to E[z] w̃, the answer for a Gaussian x̃. */
const BINS = 40;
const PRIOR = 0.3;

/** The step is as exact as steps that follow can tell. */
const SOLVED = { relative: 1e-3, most: 20 };

/** The direction after the step, and how long the step would have been. */
export async function scoringStep(
  rows: Rows,
  w: Float64Array,
  bins: Pick<IndexBins, "count" | "edges">,
  { information, scores }: RowScores,
  { longest = 0.3, ridge = 1e-3 }: StepOptions = {},
): Promise<{ readonly w: Float64Array; readonly length: number }> {
  const { d } = rows;
  const edges = coarse(bins);
  const count = edges.length + 1;
  const { mass, z, score, bins: sums, scores: g } = await rows.binned(w, edges, information, scores);
  const total = mass.reduce((sum, value) => sum + value, 0);
  const means = new Float64Array(count * d);
  for (let bin = 0; bin < count; bin++) {
    if (mass[bin] <= 0) continue;
    const own = 1 / (mass[bin] + (PRIOR * total) / count);
    const along = (1 / mass[bin] - own) * z[bin];
    for (let j = 0; j < d; j++) means[bin * d + j] = own * sums[bin * d + j] + along * w[j];
  }
  const tangent = (v: Float64Array) => addScaled(v, -dot(v, w), w);
  /** Σ a x̂ x̂ᵀ v and the ridge, across w. */
  const times = async (v: Float64Array): Promise<Float64Array> => {
    const out = addScaled(await rows.momentsTimes(information, v), ridge * total, v);
    for (let bin = 0; bin < count; bin++) {
      const [mean, sum] = [row(means, bin, d), row(sums, bin, d)];
      const meanTimes = dot(mean, v);
      const back = mass[bin] * meanTimes - dot(sum, v);
      for (let j = 0; j < d; j++) out[j] += back * mean[j] - meanTimes * sum[j];
    }
    return tangent(out);
  };
  for (let bin = 0; bin < count; bin++) for (let j = 0; j < d; j++) g[j] -= score[bin] * means[bin * d + j];
  const step = await conjugateGradients(times, tangent(g), SOLVED);
  const length = norm(step);
  return { w: unit(addScaled(w, length > longest ? longest / length : 1, step)), length };
}

const row = (matrix: Float64Array, k: number, d: number): Float64Array => matrix.subarray(k * d, (k + 1) * d);

/** Edges of neighboring bins joined to at most BINS. */
function coarse({ count, edges }: Pick<IndexBins, "count" | "edges">): Float64Array {
  const fewer = Math.min(count, BINS);
  const coarseOf = (bin: number): number => Math.floor((bin * fewer) / count);
  return edges.filter((_, k) => coarseOf(k) !== coarseOf(k + 1));
}
