import { describe, expect, test } from "vitest";
import { DataError } from "../../src/errors.ts";
import {
  cholesky,
  choleskySolve,
  solveLower,
  solveLowerTransposed,
  symmetricEigen,
  thinSvd,
} from "../../src/math/linear.ts";
import { RandomStream } from "../../src/math/random.ts";

const random = new RandomStream(21);
const normals = (n: number): Float64Array => Float64Array.from({ length: n }, () => random.normal());

/** a·b, a rows×inner, b inner×columns. */
function product(a: Float64Array, b: Float64Array, rows: number, inner: number, columns: number): Float64Array {
  const c = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++)
    for (let k = 0; k < inner; k++)
      for (let j = 0; j < columns; j++) c[i * columns + j] += a[i * inner + k] * b[k * columns + j];
  return c;
}
function transposed(a: Float64Array, rows: number, columns: number): Float64Array {
  return Float64Array.from(a, (_, k) => a[(k % rows) * columns + Math.floor(k / rows)]);
}
const identity = (d: number): Float64Array =>
  Float64Array.from({ length: d * d }, (_, k) => (k % (d + 1) === 0 ? 1 : 0));
/** Entries of the matrices are near 1 and d ≤ 30, so backward stable methods err by some d·1e-16. */
function expectClose(a: Float64Array, b: Float64Array, tolerance = 1e-12): void {
  expect(a).toHaveLength(b.length);
  a.forEach((value, k) => expect(Math.abs(value - b[k])).toBeLessThan(tolerance));
}

describe.each([1, 2, 7, 30])("d = %i", (d) => {
  const root = normals(d * d);
  const gram = product(root, transposed(root, d, d), d, d, d).map(
    (value, k) => value / d + (k % (d + 1) === 0 ? 0.1 : 0),
  );

  test("cholesky gives the matrix back and reads its lower triangle only", () => {
    const l = cholesky(gram, d) as Float64Array;
    expectClose(product(l, transposed(l, d, d), d, d, d), gram);
    const lower = gram.map((value, k) => (k % d > Math.floor(k / d) ? Number.NaN : value));
    expect(cholesky(lower, d)).toEqual(l);
    l.forEach((value, k) => k % d > Math.floor(k / d) && expect(value).toBe(0));
  });

  test("the solvers undo the products", () => {
    const l = cholesky(gram, d) as Float64Array;
    const b = normals(d);
    expectClose(product(l, solveLower(l, d, b), d, d, 1), b);
    expectClose(product(transposed(l, d, d), solveLowerTransposed(l, d, b), d, d, 1), b);
    expectClose(product(gram, choleskySolve(l, d, b), d, d, 1), b);
  });

  test("symmetricEigen diagonalizes, values ascending, vectors orthonormal", () => {
    const symmetric = root.map((value, k) => value + root[(k % d) * d + Math.floor(k / d)]);
    const { values, vectors } = symmetricEigen(symmetric, d);
    expectClose(product(transposed(vectors, d, d), vectors, d, d, d), identity(d));
    expectClose(
      product(symmetric, vectors, d, d, d),
      vectors.map((value, k) => value * values[k % d]),
    );
    for (let k = 1; k < d; k++) expect(values[k]).toBeGreaterThanOrEqual(values[k - 1]);
  });
});

describe.each([
  [1, 1],
  [1, 5],
  [5, 1],
  [4, 9],
  [9, 4],
  [6, 6],
])("thinSvd of %i×%i", (rows, columns) => {
  const k = Math.min(rows, columns);
  const check = (a: Float64Array): void => {
    const { u, s, v } = thinSvd(a, rows, columns);
    expect([u.length, s.length, v.length]).toEqual([rows * k, k, columns * k]);
    expectClose(product(transposed(u, rows, k), u, k, rows, k), identity(k));
    expectClose(product(transposed(v, columns, k), v, k, columns, k), identity(k));
    const us = u.map((value, i) => value * s[i % k]);
    expectClose(product(us, transposed(v, columns, k), rows, k, columns), a);
    for (let i = 1; i < k; i++) expect(s[i]).toBeLessThanOrEqual(s[i - 1]);
    expect(s[k - 1]).toBeGreaterThanOrEqual(0);
  };
  test("gives the matrix back, values descending, vectors orthonormal", () => check(normals(rows * columns)));
  test("also of rank one", () => check(product(normals(rows), normals(columns), rows, 1, columns)));
});

describe("what is no such matrix", () => {
  test("cholesky says null to indefinite, singular and NaN", () => {
    expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeNull();
    expect(cholesky(Float64Array.of(1, 1, 1, 1), 2)).toBeNull();
    expect(cholesky(Float64Array.of(1, 0, Number.NaN, 1), 2)).toBeNull();
    expect(cholesky(new Float64Array(4), 2)).toBeNull();
  });

  test("the decompositions refuse what is not finite", () => {
    expect(() => symmetricEigen(Float64Array.of(Number.NaN), 1)).toThrow(DataError);
    expect(() => thinSvd(Float64Array.of(1, Infinity), 1, 2)).toThrow(DataError);
  });

  test("empty matrices have empty decompositions", () => {
    const none = new Float64Array(0);
    expect(cholesky(none, 0)).toEqual(none);
    expect(symmetricEigen(none, 0)).toEqual({ values: none, vectors: none });
    expect(thinSvd(none, 0, 3)).toEqual({ u: none, s: none, v: none });
  });

  test("a matrix of zeros", () => {
    expect(symmetricEigen(new Float64Array(9), 3).values).toEqual(new Float64Array(3));
    expect(thinSvd(new Float64Array(6), 2, 3).s).toEqual(new Float64Array(2));
  });
});
