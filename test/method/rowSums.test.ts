/** Sums over rows in whitened coordinates, fresh rows, relabeled rows: against plain loops. */
import { describe, expect, test } from "vitest";
import { RandomStream } from "../../src/math/random.ts";
import { addScaled, norm } from "../../src/math/vectors.ts";
import { surrogate } from "../../src/method/fields/surrogate.ts";
import { onFresh } from "../../src/method/fresh.ts";
import { clippedAt, relabeled } from "../../src/method/relabeled.ts";
import { columnsOf, meanOfRows, momentsOfRows } from "../../src/method/rowSums.ts";
import { whiten, withIntercept } from "../../src/method/whiten.ts";
import { ask } from "../../src/pass/pass.ts";
import { designOf, normals, passOver } from "../fixtures/rows.ts";

const [N, D] = [300, 3];
const X = normals(1, N * D).map((value, k) => 2 * value + (k % D) + (k % D === 0 ? 0 : 0.5 * normals(1, N * D)[k - 1]));
const Y = normals(2, N);
const WEIGHTS = normals(3, N).map((value) => Math.abs(value) + 0.1);
const A = normals(4, N);

async function frameOf(weights?: Float64Array) {
  const pass = passOver(designOf(X, Y, D, weights));
  const whitening = withIntercept(whiten(await ask(pass, { kind: "moments" }), D, 0.01));
  return { pass, whitening };
}

describe.each([
  ["rows of one weight", undefined],
  ["weighted rows", WEIGHTS],
])("%s", (_, weights) => {
  test("columns, means and moments are those of the whitened rows", async () => {
    const frame = await frameOf(weights);
    const columns = await columnsOf(frame);
    const size = D + 1;
    expect(columns.length).toBe(size);
    const omega = weights ?? new Float64Array(N).fill(1);
    const mass = omega.reduce((sum, weight) => sum + weight, 0);
    const mean = (term: (i: number) => number) => omega.reduce((sum, weight, i) => sum + (weight * term(i)) / mass, 0);
    for (let i = 0; i < N; i++) expect(columns[D][i]).toBeCloseTo(1, 12);
    for (let j = 0; j < D; j++) expect(mean((i) => columns[j][i])).toBeCloseTo(0, 12);
    const g = await meanOfRows(A, frame);
    const { mean: meanOfA, x, xx } = await momentsOfRows(A, frame);
    expect(meanOfA).toBeCloseTo(
      mean((i) => A[i]),
      12,
    );
    for (let j = 0; j < size; j++) {
      expect(g[j]).toBeCloseTo(
        mean((i) => A[i] * columns[j][i]),
        11,
      );
      expect(x[j]).toBeCloseTo(g[j], 11);
      for (let k = 0; k < size; k++)
        expect(xx[j * size + k]).toBeCloseTo(
          mean((i) => A[i] * columns[j][i] * columns[k][i]),
          11,
        );
    }
  });

  test("a field on fresh rows reads every row once before it reads one again: its mean is the field of all", async () => {
    const frame = await frameOf(weights);
    const known = { link: { name: "sigmoid", parameters: {} }, scale: 1, shift: 0 };
    const w = Float64Array.of(0.3, -1, 0.5, 0.2);
    const whole = await surrogate()(known).at(w, 0, frame);
    const fresh = await onFresh(surrogate()(known), frame, 30, new RandomStream(5));
    const rounds: Float64Array[] = [];
    for (let t = 0; t < 2 * (N / 30); t++) rounds.push(await fresh.at(w, 0, frame));
    if (weights === undefined) {
      const mean = rounds.slice(0, 10).reduce((sum, g) => addScaled(sum, 0.1, g), new Float64Array(D + 1));
      expect(norm(addScaled(mean, -1, whole))).toBeLessThan(1e-12);
    }
    expect(rounds.slice(10)).toEqual(rounds.slice(0, 10));
    expect(rounds[1]).not.toEqual(rounds[0]);
  });
});

test("a relabeled pass answers as if its rows had those labels; clipped ones are no larger than the quantile", async () => {
  const pass = passOver(designOf(X, Y, D));
  const other = relabeled(pass, A);
  const curve = { degree: 1, coefficient: 1 };
  const request = { kind: "field", w: new Float64Array(D), offset: 0, curve } as const;
  const { g } = await ask(other, request);
  for (let j = 0; j < D; j++) {
    const expected = A.reduce((sum, a, i) => sum - a * X[i * D + j], 0);
    expect(g[j]).toBeCloseTo(expected, 9);
  }
  expect(other.labels).toBe(A);
  const { labels } = clippedAt(pass, 0.9);
  const most = labels.reduce((size, y) => Math.max(size, Math.abs(y)), 0);
  expect(labels.filter((y) => Math.abs(y) === most).length).toBeCloseTo(0.1 * N, -1);
  labels.forEach((y, i) => {
    expect(Math.abs(Y[i]) <= most ? y : Math.sign(Y[i]) * most).toBe(y);
  });
  expect(clippedAt(pass, 1)).toBe(pass);
});
