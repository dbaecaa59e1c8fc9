import { symmetricEigen } from "../../math/linear.ts";
import { addScaled, dot, norm, scaled, unit } from "../../math/vectors.ts";
import { type Part, part, type Real } from "../../part.ts";
import type { Frame } from "../field.ts";
import type { Initializer } from "../initializer.ts";
import { columnsOf, meanOfRows, momentsOfRows } from "../rowSums.ts";

/** Power iterations: those of a start that is any good have converged long before. */
const MOST = 60;
const SMALL = 1e-10;

/**
 * ±w₀ from the Hermite tensor C = E[y He_k(x̃)] = c_k w*^⊗k + noise, k ≤ 4 (WangZDD2024): the top left singular vector of its
 * d^l × d^(k−l) unfolding, l = max(1, ⌊k/2⌋), and for l = 2 the top one of that, a d×d matrix.
 *
 * The tensor is never formed. Singular vectors come by power iteration, and what C does to a vector or a matrix is a sum
 * over rows less what the lower degrees of He_k take away: n·d² work an iteration, d² memory. Signs are for others to choose.
 */
export const unfolded: Part<Initializer, { degree: Real }> = part(
  {
    name: "unfolded",
    about: "Top singular direction of the labels' Hermite tensor of a degree, and its opposite.",
    reference: "WangZDD2024",
    parameters: { degree: { symbol: "k", initial: 1, range: [1, 4], about: "Hermite degree" } },
  },
  ({ degree }) => ({
    name: "unfolded",
    async starts(frame) {
      const start = await BY_DEGREE[Math.round(degree) - 1](frame);
      return norm(start) > 0 ? [start, scaled(start, -1)] : [];
    },
  }),
);

const BY_DEGREE = [first, second, third, fourth];

/** k = 1: E[yx]. */
async function first(frame: Frame): Promise<Float64Array> {
  return unit(await meanOfRows(frame.pass.labels, frame));
}

/** k = 2: E[y xxᵀ] − E[y] I, up to a factor. */
async function second(frame: Frame): Promise<Float64Array> {
  const { mean, xx } = await momentsOfRows(frame.pass.labels, frame);
  return topEigenvector(withDiagonal(xx, -mean));
}

/** k = 3, l = 1: u ↦ C·(C·u), by way of the matrix M = C·u; the first one is I. */
async function third(frame: Frame): Promise<Float64Array> {
  const { labels } = frame.pass;
  const columns = await columnsOf(frame);
  const d = columns.length;
  const m = await meanOfRows(labels, frame);
  let matrix = withDiagonal(new Float64Array(d * d), 1);
  let u: Float64Array = new Float64Array(d);
  for (let t = 0; t < MOST; t++) {
    const q = quadratic(matrix, columns);
    const sum = await meanOfRows(
      labels.map((y, i) => y * q[i]),
      frame,
    );
    const next = unit(addScaled(addScaled(sum, -trace(matrix), m), -2, product(matrix, m)));
    const moved = norm(addScaled(next, -1, u));
    u = next;
    if (moved < SMALL) break;
    const along = combined(columns, u);
    const { xx } = await momentsOfRows(
      labels.map((y, i) => y * along[i]),
      frame,
    );
    matrix = withDiagonal(xx, -dot(m, u));
    for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) matrix[i * d + j] -= m[i] * u[j] + u[i] * m[j];
  }
  return u;
}

/** k = 4, l = 2: M ↦ C·M on symmetric matrices, from M = I. */
async function fourth(frame: Frame): Promise<Float64Array> {
  const { labels } = frame.pass;
  const columns = await columnsOf(frame);
  const d = columns.length;
  const { mean, xx: s } = await momentsOfRows(labels, frame);
  let matrix = withDiagonal(new Float64Array(d * d), 1);
  for (let t = 0; t < MOST; t++) {
    const q = quadratic(matrix, columns);
    const { xx } = await momentsOfRows(
      labels.map((y, i) => y * q[i]),
      frame,
    );
    const tr = trace(matrix);
    const next = withDiagonal(xx, mean * tr - dot(s, matrix));
    const sm = matrixProduct(s, matrix, d);
    for (let i = 0; i < d; i++)
      for (let j = 0; j < d; j++)
        next[i * d + j] += 2 * mean * matrix[i * d + j] - tr * s[i * d + j] - 2 * (sm[i * d + j] + sm[j * d + i]);
    const direction = unit(next);
    const sign = dot(direction, matrix) < 0 ? -1 : 1;
    const moved = norm(addScaled(direction, -sign, matrix));
    matrix = direction;
    if (moved < SMALL) break;
  }
  return topEigenvector(matrix);
}

/** The eigenvector whose eigenvalue is largest in size. */
function topEigenvector(matrix: Float64Array): Float64Array {
  const d = Math.sqrt(matrix.length);
  const { values, vectors } = symmetricEigen(matrix, d);
  const k = Math.abs(values[0]) > Math.abs(values[d - 1]) ? 0 : d - 1;
  return Float64Array.from({ length: d }, (_, j) => vectors[j * d + k]);
}

/** xᵀMx of every row. */
function quadratic(matrix: Float64Array, columns: readonly Float64Array[]): Float64Array {
  const d = columns.length;
  const out = new Float64Array(columns[0].length);
  for (let j = 0; j < d; j++) {
    const side = combined(columns, matrix.subarray(j * d, (j + 1) * d));
    for (let i = 0; i < out.length; i++) out[i] += columns[j][i] * side[i];
  }
  return out;
}

/** u·x of every row. */
function combined(columns: readonly Float64Array[], u: Float64Array): Float64Array {
  const out = new Float64Array(columns[0].length);
  columns.forEach((column, j) => {
    for (let i = 0; i < out.length; i++) out[i] += u[j] * column[i];
  });
  return out;
}

function withDiagonal(matrix: Float64Array, value: number): Float64Array {
  const d = Math.sqrt(matrix.length);
  const out = matrix.slice();
  for (let j = 0; j < d; j++) out[j * d + j] += value;
  return out;
}

function trace(matrix: Float64Array): number {
  const d = Math.sqrt(matrix.length);
  let sum = 0;
  for (let j = 0; j < d; j++) sum += matrix[j * d + j];
  return sum;
}

function product(matrix: Float64Array, v: Float64Array): Float64Array {
  const d = v.length;
  return v.map((_, i) => dot(matrix.subarray(i * d, (i + 1) * d), v));
}

function matrixProduct(a: Float64Array, b: Float64Array, d: number): Float64Array {
  const out = new Float64Array(d * d);
  for (let i = 0; i < d; i++)
    for (let k = 0; k < d; k++) for (let j = 0; j < d; j++) out[i * d + j] += a[i * d + k] * b[k * d + j];
  return out;
}
