/**
 * Small dense linear algebra; matrices are row-major Float64Arrays.
 *
 * Eigenvalues and singular values come from ml-matrix (tred2/tql2, Golub–Kahan). Of all it has, only these are used:
 * like the loops here they are written in + − × ÷ √ alone, so they give the same bits in every engine.
 */
import { EigenvalueDecomposition, Matrix, SingularValueDecomposition } from "ml-matrix";
import { DataError } from "../errors.ts";

/**
 * The lower triangular l with l·lᵀ = a, row by row; null where a is not positive definite to rounding, or not finite.
 *
 * @param a d×d, row-major, symmetric; only its lower triangle is read
 */
export function cholesky(a: Float64Array, d: number): Float64Array | null {
  const l = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      const rest = a[i * d + j] - dotFrom(l, i * d, l, j * d, j);
      if (j < i) l[i * d + j] = rest / l[j * d + j];
      else if (rest > 0 && rest < Infinity) l[i * d + i] = Math.sqrt(rest);
      else return null;
    }
  }
  return l;
}

/** Σ a[p + k]·b[q + k] over k < length, in four sums that do not wait for each other. */
export function dotFrom(a: Float64Array, p: number, b: Float64Array, q: number, length: number): number {
  let [s, t, u, v] = [0, 0, 0, 0];
  let k = 0;
  for (; k + 4 <= length; k += 4) {
    s += a[p + k] * b[q + k];
    t += a[p + k + 1] * b[q + k + 1];
    u += a[p + k + 2] * b[q + k + 2];
    v += a[p + k + 3] * b[q + k + 3];
  }
  for (; k < length; k++) s += a[p + k] * b[q + k];
  return s + t + (u + v);
}

/** x with l·x = b, l lower triangular, d×d, row-major. */
export function solveLower(l: Float64Array, d: number, b: Float64Array): Float64Array {
  const x = b.slice();
  for (let i = 0; i < d; i++) {
    x[i] = (b[i] - dotFrom(l, i * d, x, 0, i)) / l[i * d + i];
  }
  return x;
}

/** x with lᵀ·x = b, l lower triangular, d×d, row-major. */
export function solveLowerTransposed(l: Float64Array, d: number, b: Float64Array): Float64Array {
  const x = b.slice();
  for (let i = d - 1; i >= 0; i--) {
    const here = x[i] / l[i * d + i];
    x[i] = here;
    for (let j = 0; j < i; j++) x[j] -= l[i * d + j] * here;
  }
  return x;
}

/** x with a·x = b, where l = cholesky(a, d). */
export function choleskySolve(l: Float64Array, d: number, b: Float64Array): Float64Array {
  return solveLowerTransposed(l, d, solveLower(l, d, b));
}

/**
 * Eigenvalues in ascending order and orthonormal eigenvectors of a symmetric matrix.
 *
 * @param a d×d, row-major, symmetric
 * @returns `values`: d; `vectors`: d×d, row-major, whose column k belongs to values[k]
 * @throws DataError where an entry is not finite.
 */
export function symmetricEigen(a: Float64Array, d: number): { values: Float64Array; vectors: Float64Array } {
  if (d === 0) return { values: new Float64Array(0), vectors: new Float64Array(0) };
  const decomposition = new EigenvalueDecomposition(matrix(a, d, d), { assumeSymmetric: true });
  return {
    values: Float64Array.from(decomposition.realEigenvalues),
    vectors: rowMajor(decomposition.eigenvectorMatrix),
  };
}

/**
 * The thin singular value decomposition a = u·diag(s)·vᵀ with k = min(rows, columns) singular values, descending.
 *
 * The top right singular vector is the first column of v: its entry j is v[j * k].
 *
 * @param a rows×columns, row-major
 * @returns `u`: rows×k, `s`: k, `v`: columns×k; row-major
 * @throws DataError where an entry is not finite.
 */
export function thinSvd(
  a: Float64Array,
  rows: number,
  columns: number,
): { u: Float64Array; s: Float64Array; v: Float64Array } {
  if (rows === 0 || columns === 0) {
    return { u: new Float64Array(0), s: new Float64Array(0), v: new Float64Array(0) };
  }
  const decomposition = new SingularValueDecomposition(matrix(a, rows, columns), { autoTranspose: true });
  return {
    u: rowMajor(decomposition.leftSingularVectors),
    s: Float64Array.from(decomposition.diagonal),
    v: rowMajor(decomposition.rightSingularVectors),
  };
}

function matrix(a: Float64Array, rows: number, columns: number): Matrix {
  const wrong = a.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) throw new DataError({ where: `matrix entry ${wrong}`, what: "not finite", got: a[wrong] });
  return Matrix.from1DArray(rows, columns, a);
}

function rowMajor(from: Matrix): Float64Array {
  return Float64Array.from(from.to1DArray());
}
