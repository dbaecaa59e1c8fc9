/**
 * Several directions at once, an experiment of ours: labels y = f(w₁·x, …, w_k·x), k ≤ 3, some of them corrupted, x Gaussian.
 *
 * The start: the top k right singular directions of what thresholded labels ỹ = 1{y > t} share with x and with xxᵀ − I, in
 * the place of thresholded Chow vectors. Whatever f is, those means lie in the span of the w_i, and no label counts for more
 * than another however far off.
 *
 * Then the plug-in field in k directions. With V the basis at hand and m̂ the labels' mean over Vᵀx, seen at width 2φ,
 *
 *     G_j = E[(m̂(Vᵀx) − y) ∂_j m̂(Vᵀx) x^⊥V],    V ← orth(V − (φ/4) G/|G|):
 *
 * where E[y | Vᵀx] = T f, its slopes are those of f seen through noise as wide as the angle still to go. Like its sister for one
 * direction it is the gradient of nothing. Labels count by their ranks: that leaves the subspace, and bounds what one can do.
 */
import { symmetricEigen } from "../math/linear.ts";
import { addScaled, dot, norm, scaled, unit } from "../math/vectors.ts";
import type { Frame } from "./field.ts";
import { relabeled } from "./relabeled.ts";
import { indexAt, meanOfRows, momentsOfRows } from "./rowSums.ts";
import { geometric } from "./schedules/geometric.ts";
import { surfaceOver } from "./surface.ts";

export interface SubspaceOptions {
  /** k. */
  readonly directions: number;
  /** θ̄, a bound for the start's angle; default .8. */
  readonly angle?: number;
}

/** Quantiles of the labels to threshold at. */
const LEVELS = [0.1, 0.25, 0.5, 0.75, 0.9, 0.97];

/** Bases of k orthonormal directions in whitened coordinates: the start, and one a step. */
export async function subspacePath(
  { pass, whitening }: Frame,
  { directions, angle = 0.8 }: SubspaceOptions,
): Promise<Float64Array[][]> {
  const start = await thresholdedSubspace({ pass, whitening }, directions);
  const frame = { pass: relabeled(pass, ranksOf(pass.labels)), whitening };
  const schedule = geometric({ angle, decay: 0.1, length: 0.25, floor: 0.03 });
  const path = [start];
  for (let t = 0; ; t++) {
    const moment = schedule.at(t);
    if (moment === null) return path;
    const basis = path[t];
    const field = await plugInField(basis, moment.phi, frame);
    const length = Math.sqrt(field.reduce((sum, g) => sum + dot(g, g), 0));
    if (length === 0) return path;
    path.push(orthonormal(basis.map((v, j) => addScaled(v, -moment.step(length), field[j]))));
  }
}

/** The top k of Σ_t c_t c_tᵀ + C_t² over thresholds t, with c_t = E[(ỹ − p)x] and C_t = E[(ỹ − p)(xxᵀ − I)]/√2. */
export async function thresholdedSubspace(frame: Frame, k: number): Promise<Float64Array[]> {
  const { labels } = frame.pass;
  const sorted = labels.slice().sort();
  const d = frame.whitening.size;
  const gram = new Float64Array(d * d);
  const add = (row: Float64Array): void => {
    for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) gram[i * d + j] += row[i] * row[j];
  };
  for (const level of LEVELS) {
    const t = sorted[Math.floor(level * (sorted.length - 1))];
    const above = labels.map((y) => Number(y > t));
    const p = above.reduce((sum, one) => sum + one, 0) / above.length;
    const { mean, x, xx } = await momentsOfRows(
      above.map((one) => one - p),
      frame,
    );
    add(x);
    for (let i = 0; i < d; i++) {
      const row = xx.slice(i * d, (i + 1) * d);
      row[i] -= mean;
      add(scaled(row, Math.SQRT1_2));
    }
  }
  const { vectors } = symmetricEigen(gram, d);
  return Array.from({ length: k }, (_, at) => Float64Array.from({ length: d }, (__, j) => vectors[j * d + d - 1 - at]));
}

/** G_1, …, G_k. */
async function plugInField(basis: readonly Float64Array[], phi: number, frame: Frame): Promise<Float64Array[]> {
  const { labels, weights } = frame.pass;
  const indices: Float64Array[] = [];
  for (const v of basis) indices.push(await indexAt(v, frame));
  const { mean, slopes } = surfaceOver(indices, labels, Math.max(2 * phi, 0.15), weights);
  const field: Float64Array[] = [];
  for (const slope of slopes) {
    const g = await meanOfRows(
      mean.map((m, i) => (m - labels[i]) * slope[i]),
      frame,
    );
    field.push(basis.reduce((rest: Float64Array, v) => addScaled(rest, -dot(v, rest), v), g));
  }
  return field;
}

/** Gram–Schmidt. */
function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectors) {
    const rest = basis.reduce((left: Float64Array, v) => addScaled(left, -dot(v, left), v), vector);
    if (norm(rest) > 0) basis.push(unit(rest));
  }
  return basis;
}

/** Ranks from −½ to ½; equal labels share the middle of theirs. */
function ranksOf(labels: Float64Array): Float64Array {
  const n = labels.length;
  const order = Int32Array.from(labels.keys()).sort((i, k) => labels[i] - labels[k]);
  const ranks = new Float64Array(n);
  for (let from = 0; from < n; ) {
    let to = from;
    while (to < n && labels[order[to]] === labels[order[from]]) to++;
    for (let k = from; k < to; k++) ranks[order[k]] = (from + to) / (2 * n) - 0.5;
    from = to;
  }
  return ranks;
}
