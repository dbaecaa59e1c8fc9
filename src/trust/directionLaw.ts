/**
 * The asymptotic law of a direction that solves Σ b_i x̂_i = 0 (Huber1967): with H = Σ a_i x̂_i x̂_iᵀ on the tangent at w,
 *
 *     ŵ − w ≈ H⁻¹ Σ b_i x̂_i,        covariance H⁻¹ (Σ b_i² x̂_i x̂_iᵀ) H⁻¹,
 *
 * x̂ = x̃ − E[x̃ | z] where the curve is found (BickelKRW1993); where a link is told only its scale and shift are taken
 * out, E[x̃ | z] being a line. Sums alone are needed: three sweeps.
 */
import { cholesky, choleskySolve } from "../math/linear.ts";
import { addScaled, dot } from "../math/vectors.ts";
import type { Rows } from "../robust/rows.ts";
import type { RowScores } from "./rowScores.ts";

/** What is taken out of x̃: any function of z, a line, or a line through the origin. */
export type Nuisance = "curve" | "line" | "ray";

export interface DirectionLaw {
  /** H⁻¹ Σ b x̂: how far w is from where its own rows would have it. */
  readonly step: Float64Array;
  /** d×d. */
  readonly covariance: Float64Array;
  /** H⁻¹ Σ c_i b_i x̂_i: the covariance with a sum of c_i over rows. */
  covarianceWith(c: Float64Array): Promise<Float64Array>;
}

/** E[x̃ | z] is told in bins of at least so many rows; each counts half where it has this share of the mean mass. */
const [BIN_ROWS, MOST_BINS, PRIOR] = [20, 40, 0.3];

/**
 * @param z w·x̃ by row
 * @param copies how many rows each stands for
 * @returns none where the rows do not tell the direction
 */
export async function directionLaw(
  rows: Rows,
  w: Float64Array,
  z: Float64Array,
  { scores, freed = scores, information, pull }: RowScores,
  nuisance: Nuisance,
  copies?: Float64Array,
): Promise<DirectionLaw | undefined> {
  const { d } = rows;
  const edges = quantileEdges(z);
  const binOf = z.map((at) => binAt(edges, at));
  const count = edges.length + 1;
  const binSums = (values: Float64Array): Float64Array => {
    const sums = new Float64Array(count);
    for (let i = 0; i < values.length; i++) sums[binOf[i]] += values[i];
    return sums;
  };
  const squares = freed.map((b, i) => (b * b) / (copies?.[i] || 1));
  const pulled = await rows.binned(w, edges, pull, scores);
  const means = meansOf(pulled.bins, binSums(pull), binSums(z.map((at, i) => at * pull[i])), w, nuisance);
  /** Σ a x̂ x̂ᵀ across w. */
  const outer = async (a: Float64Array, bins: Float64Array, mass: Float64Array): Promise<Float64Array> => {
    const { xx: out } = await rows.moments(a);
    for (let k = 0; k < count; k++) {
      const [mean, sum] = [means.subarray(k * d, (k + 1) * d), bins.subarray(k * d, (k + 1) * d)];
      for (let i = 0; i < d; i++) {
        const [m, s] = [mean[i], sum[i] - mass[k] * mean[i]];
        for (let j = 0; j < d; j++) out[i * d + j] -= m * sum[j] + s * mean[j];
      }
    }
    return tangent(out, w);
  };
  const partialled = (sum: Float64Array, inBins: Float64Array): Float64Array => {
    const out = sum.slice();
    for (let k = 0; k < count; k++) for (let j = 0; j < d; j++) out[j] -= inBins[k] * means[k * d + j];
    return addScaled(out, -dot(out, w), w);
  };
  const told = information === pull ? pulled : await rows.binned(w, edges, information, scores);
  const l = root(await outer(information, told.bins, binSums(information)), w);
  if (l === undefined) return undefined;
  const solved = (v: Float64Array): Float64Array => {
    const at = choleskySolve(l, d, v);
    return addScaled(at, -dot(at, w), w);
  };
  const squared = await rows.binned(w, edges, squares, scores);
  const meat = await outer(squares, squared.bins, binSums(squares));
  return {
    step: solved(partialled(pulled.scores, binSums(scores))),
    covariance: twice(meat, d, solved),
    async covarianceWith(c) {
      const products = freed.map((b, i) => b * c[i]);
      return solved(partialled(await rows.sum(products), binSums(products)));
    },
  };
}

/** Between the values, so that no row lies on an edge. */
function quantileEdges(z: Float64Array): Float64Array {
  const sorted = z.slice().sort();
  const count = Math.min(MOST_BINS, Math.max(2, Math.floor(z.length / BIN_ROWS)));
  const edges = new Set<number>();
  for (let k = 1; k < count; k++) {
    const at = Math.floor((k * z.length) / count);
    if (sorted[at] > sorted[at - 1]) edges.add((sorted[at] + sorted[at - 1]) / 2);
  }
  return Float64Array.from(edges);
}

function binAt(edges: Float64Array, z: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle] <= z) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** E[x̃ | z] by bin (bins×d): the bins' means, drawn to the answer for a Gaussian x̃, E[z] w; or a line through them. */
function meansOf(
  sums: Float64Array,
  mass: Float64Array,
  zSums: Float64Array,
  w: Float64Array,
  nuisance: Nuisance,
): Float64Array {
  const [count, d] = [mass.length, w.length];
  const means = new Float64Array(count * d);
  const total = mass.reduce((sum, value) => sum + value, 0);
  const centers = mass.map((value, k) => (value > 0 ? zSums[k] / value : 0));
  const about = nuisance === "line" ? zSums.reduce((sum, value) => sum + value, 0) / total : 0;
  const spread = centers.reduce((sum, z, k) => sum + mass[k] * (z - about) * (z - about), 0);
  for (let j = 0; j < d; j++) {
    let [sum, along] = [0, 0];
    for (let k = 0; k < count; k++) {
      sum += sums[k * d + j];
      along += (centers[k] - about) * sums[k * d + j];
    }
    for (let k = 0; k < count; k++) {
      if (mass[k] <= 0) continue;
      if (nuisance === "curve") {
        const own = mass[k] / (mass[k] + (PRIOR * total) / count);
        means[k * d + j] = (own * sums[k * d + j]) / mass[k] + (1 - own) * centers[k] * w[j];
      } else {
        const level = nuisance === "line" ? sum / total : 0;
        means[k * d + j] = level + (spread > 0 ? ((centers[k] - about) * along) / spread : 0);
      }
    }
  }
  return means;
}

/** PAP, P = I − wwᵀ. */
function tangent(a: Float64Array, w: Float64Array): Float64Array {
  const d = w.length;
  const aw = w.map((_, i) => dot(a.subarray(i * d, (i + 1) * d), w));
  const waw = dot(w, aw);
  return a.map((value, at) => {
    const [i, j] = [Math.floor(at / d), at % d];
    return value + waw * w[i] * w[j] - w[i] * aw[j] - aw[i] * w[j];
  });
}

/** Columns that are copies of each other all but exactly leave the information singular: so much is added. */
const RIDGE = 1e-9;

/** The Cholesky root of the information, with its mean eigenvalue along w, where there is none. */
function root(information: Float64Array, w: Float64Array): Float64Array | undefined {
  const d = w.length;
  let trace = 0;
  for (let j = 0; j < d; j++) trace += information[j * d + j];
  const unit = trace / Math.max(d - 1, 1);
  if (d > 1 && !(unit > 0 && unit < Infinity)) return undefined;
  const along = d > 1 ? unit : 1;
  const whole = information.map((value, at) => {
    const [i, j] = [Math.floor(at / d), at % d];
    return value + along * (w[i] * w[j] + (i === j ? RIDGE : 0));
  });
  return cholesky(whole, d) ?? undefined;
}

/** S A Sᵀ, S a symmetric map of vectors. */
function twice(a: Float64Array, d: number, map: (v: Float64Array) => Float64Array): Float64Array {
  const once = (m: Float64Array): Float64Array => {
    const out = new Float64Array(d * d);
    for (let i = 0; i < d; i++) {
      const row = map(m.subarray(i * d, (i + 1) * d));
      for (let j = 0; j < d; j++) out[j * d + i] = row[j];
    }
    return out;
  };
  return once(once(a));
}
