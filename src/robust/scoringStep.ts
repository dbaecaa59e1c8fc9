/**
 * One step of Fisher scoring for a direction, on the sphere:
 *
 *     Δ = (Σ a_i x̂_i x̂_iᵀ + ridge)⁻¹ Σ b_i x̂_i,        x̂ = x̃ − E_a[x̃ | z],
 *
 * a the rows' information, b their scores. Partialling out the mean of x̃ given z makes the step insensitive, to first
 * order, to errors of the curve: the efficient step of semiparametric regression (BickelKRW1993).
 */
import { cholesky, choleskySolve } from "../math/linear.ts";
import { addScaled, dot, norm, scaled, unit } from "../math/vectors.ts";
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
  /** Added to the information, in units of its mean eigenvalue. */
  readonly ridge?: number;
}

/** E[x̃ | z] is told in so many bins; one of few rows is drawn to E[z] w̃, the answer for a Gaussian x̃. */
const BINS = 40;
const PRIOR = 0.3;

/** The direction after the step, and how long the step would have been. */
export async function scoringStep(
  rows: Rows,
  w: Float64Array,
  z: Float64Array,
  bins: IndexBins,
  { information, scores }: RowScores,
  { longest = 0.3, ridge = 1e-3 }: StepOptions = {},
): Promise<{ readonly w: Float64Array; readonly length: number }> {
  const { d } = rows;
  const { edges, binOf } = coarse(bins);
  const count = edges.length + 1;
  const { bins: sums, xx, scores: g } = await rows.binned(w, edges, information, scores);
  const [mass, zMass, score] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < binOf.length; i++) {
    mass[binOf[i]] += information[i];
    zMass[binOf[i]] += information[i] * z[i];
    score[binOf[i]] += scores[i];
  }
  const total = mass.reduce((sum, value) => sum + value, 0);
  for (let bin = 0; bin < count; bin++) {
    if (mass[bin] <= 0) continue;
    const own = mass[bin] / (mass[bin] + (PRIOR * total) / count);
    const along = ((1 - own) * zMass[bin]) / mass[bin];
    const sum = sums.subarray(bin * d, (bin + 1) * d);
    const mean = sum.map((value, j) => (own * value) / mass[bin] + along * w[j]);
    for (let i = 0; i < d; i++) {
      g[i] -= score[bin] * mean[i];
      for (let j = 0; j < d; j++) xx[i * d + j] -= mean[i] * sum[j] + sum[i] * mean[j] - mass[bin] * mean[i] * mean[j];
    }
  }
  const step = solved(xx, g, w, ridge);
  const length = norm(step);
  return { w: unit(addScaled(w, length > longest ? longest / length : 1, step)), length };
}

/** Neighboring bins joined to at most BINS. */
function coarse({ count, edges, binOf }: IndexBins): Pick<IndexBins, "edges" | "binOf"> {
  const fewer = Math.min(count, BINS);
  const coarseOf = (bin: number): number => Math.floor((bin * fewer) / count);
  return {
    edges: edges.filter((_, k) => coarseOf(k) !== coarseOf(k + 1)),
    binOf: binOf.map(coarseOf),
  };
}

/** (PHP + ridge)⁻¹Pg, P = I − wwᵀ. */
function solved(h: Float64Array, g: Float64Array, w: Float64Array, ridge: number): Float64Array {
  const d = g.length;
  const hw = new Float64Array(d);
  for (let i = 0; i < d; i++) hw[i] = dot(h.subarray(i * d, (i + 1) * d), w);
  const whw = dot(w, hw);
  for (let i = 0; i < d; i++)
    for (let j = 0; j < d; j++) h[i * d + j] += whw * w[i] * w[j] - w[i] * hw[j] - hw[i] * w[j];
  let trace = 0;
  for (let j = 0; j < d; j++) trace += h[j * d + j];
  const unitOf = trace / d;
  if (!(unitOf > 0 && unitOf < Infinity)) return new Float64Array(d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) h[i * d + j] += unitOf * (w[i] * w[j] + (i === j ? ridge : 0));
  }
  const l = cholesky(h, d);
  if (l === null) return new Float64Array(d);
  const along = addScaled(g, -dot(g, w), w);
  const step = choleskySolve(l, d, along);
  return addScaled(step, -dot(step, w), scaled(w, 1));
}
