import { describe, expect, test } from "vitest";
import { addScaled, dot, norm } from "../../src/math/vectors.ts";
import {
  MOST_FEATURES_WHITENED,
  rebased,
  unwhitened,
  type Whitening,
  whiten,
  withIntercept,
} from "../../src/method/whiten.ts";
import { memoryPass } from "../../src/pass/memory.ts";
import { ask, type MomentsSums } from "../../src/pass/pass.ts";
import { packed, scalingOf } from "../../src/pass/scaling.ts";
import { designOf, normals, row } from "../fixtures/rows.ts";

/** Packed rows of correlated columns, half of them weighed, and their moments. */
async function correlated(n: number, d: number, duplicate = false) {
  const free = normals(n + d, n * d);
  const x = free.map((value, k) =>
    k % d === 0 ? 10 * value : duplicate && k % d === d - 1 ? 3 * free[k - d + 1] : 1e-3 * (value + free[k - 1]),
  );
  const weights = normals(7, n).map((value) => (value > 0.5 ? 0 : 1 + Math.abs(value)));
  const design = designOf(x, new Float64Array(n), d, weights);
  const scaling = scalingOf(design);
  return { x: packed(design, scaling), weights, moments: await ask(memoryPass(design, scaling), { kind: "moments" }) };
}

const kinds: [string, number, (moments: MomentsSums, d: number) => Whitening][] = [
  ["full", 5, (moments, d) => whiten(moments, d, 1e-3)],
  ["full with intercept", 6, (moments, d) => withIntercept(whiten(moments, d, 1e-3))],
  ["none", 5, (_, d) => unwhitened(d)],
];

describe.each(kinds)("%s", (_name, size, of) => {
  test("line and coordinates undo each other; the field is the line's adjoint", async () => {
    const whitening = of((await correlated(400, 5)).moments, 5);
    expect(whitening.size).toBe(size);
    const wTilde = normals(1, size);
    const line = whitening.line(wTilde);
    expect(line.w.length).toBe(5);
    expect(norm(addScaled(whitening.coordinates(line), -1, wTilde))).toBeLessThan(1e-12);
    // ⟨field(g, r), w̃⟩ = ⟨g, w⟩ + r·offset: whitening changes coordinates, not derivatives.
    const [g, r] = [normals(2, 5), 0.7];
    expect(dot(whitening.field(g, r), wTilde)).toBeCloseTo(dot(g, line.w) + r * line.offset, 11);
  });
});

test("whitened rows have covariance I under their weights, at ridge 0", async () => {
  const [n, d] = [400, 5];
  const { x, weights, moments } = await correlated(n, d);
  const whitening = whiten(moments, d, 0);
  const covariance = new Float64Array(d * d);
  const mass = weights.reduce((sum, omega) => sum + omega, 0);
  for (let i = 0; i < n; i++) {
    const there = whitening.field(row(x, d, i), 0);
    for (let j = 0; j < d; j++)
      for (let k = 0; k < d; k++) covariance[j * d + k] += (weights[i] * there[j] * there[k]) / mass;
  }
  for (let j = 0; j < d; j++)
    for (let k = 0; k < d; k++) expect(covariance[j * d + k]).toBeCloseTo(j === k ? 1 : 0, 11);
  expect([whitening.kind, whitening.ridge]).toEqual(["full", 0]);
});

test("a unit vector is an index of variance 1", async () => {
  const { x, weights, moments } = await correlated(400, 5);
  const wTilde = normals(3, 5);
  const { w } = whiten(moments, 5, 0).line(wTilde.map((value) => value / norm(wTilde)));
  const mass = weights.reduce((sum, omega) => sum + omega, 0);
  const variance = weights.reduce((sum, omega, i) => sum + (omega * dot(row(x, 5, i), w) ** 2) / mass, 0);
  expect(variance).toBeCloseTo(1, 11);
});

test("rows packed with foreign centers come out the same", async () => {
  const [n, d] = [300, 4];
  const design = designOf(normals(9, n * d), new Float64Array(n), d);
  const own = scalingOf(design);
  const foreign = { center: own.center.map((center, j) => center + 0.3 * (j - 1)), scale: own.scale };
  const at = async (scaling: typeof own) =>
    whiten(await ask(memoryPass(design, scaling), { kind: "moments" }), d, 0.01);
  const [a, b] = [await at(own), await at(foreign)];
  const wTilde = normals(3, d);
  const z = (scaling: typeof own, { w, offset }: ReturnType<Whitening["line"]>) =>
    Array.from({ length: n }, (_, i) => dot(row(packed(design, scaling), d, i), w) + offset);
  z(own, a.line(wTilde)).forEach((value, i) => expect(z(foreign, b.line(wTilde))[i]).toBeCloseTo(value, 11));
  expect([...whiten(await ask(memoryPass(design, foreign), { kind: "moments" }), d, 0.01, false).mean]).toEqual([
    0, 0, 0, 0,
  ]);
});

test("the ridge is in units of the mean variance: with packed columns, what is added to each variance", async () => {
  const { moments } = await correlated(400, 3);
  const diagonal = { ...moments, xx: moments.xx.map((value, k) => (k % 4 === 0 ? value : 0)) };
  // Σ + 3I = 4I.
  expect([...whiten(diagonal, 3, 3).line(Float64Array.of(1, 0, 0)).w][0]).toBeCloseTo(0.5, 12);
});

test("the intercept is one more coordinate that passes as it is", () => {
  const whitening = withIntercept(unwhitened(2));
  expect(whitening.line(Float64Array.of(1, 2, 3))).toEqual({ w: Float64Array.of(1, 2), offset: 3 });
  expect([...whitening.field(Float64Array.of(1, 2), 3)]).toEqual([1, 2, 3]);
});

describe("where Σ has no inverse the ridge is raised until it has, and told", () => {
  test("a duplicated column", async () => {
    const { moments } = await correlated(400, 4, true);
    const { ridge, line } = whiten(moments, 4, 0);
    expect(ridge > 0 && ridge <= 1e-9).toBe(true);
    expect(line(Float64Array.of(1, 1, 1, 1)).w.every(Number.isFinite)).toBe(true);
  });

  test("fewer rows than columns", async () => {
    const { moments } = await correlated(6, 20);
    expect(whiten(moments, 20, 0).ridge).toBeGreaterThan(0);
    expect(whiten(moments, 20, 1e-4).ridge).toBe(1e-4);
  });

  test("columns that are all constant", () => {
    const moments = { mass: 10, x: new Float64Array(2), xx: new Float64Array(4) };
    const { line, ridge } = whiten(moments, 2, 0);
    expect(ridge).toBeGreaterThan(0);
    expect(line(Float64Array.of(1, 0)).w.every(Number.isFinite)).toBe(true);
  });
});

test("above MOST_FEATURES_WHITENED the diagonal alone is whitened, and said so", () => {
  const d = MOST_FEATURES_WHITENED + 1;
  const xx = new Float64Array(d * d);
  for (let j = 0; j < d; j++) xx[j * d + j] = 2 * (1 + (j % 3));
  xx[1] = xx[d] = 1.9; // a covariance that goes unnoticed
  const whitening = whiten({ mass: 2, x: new Float64Array(d), xx }, d, 0);
  expect([whitening.kind, whitening.size, whitening.ridge]).toEqual(["diagonal", d, 0]);
  const wTilde = normals(4, d);
  const { w } = whitening.line(wTilde);
  for (const j of [0, 1, 2, d - 1]) expect(w[j]).toBeCloseTo(wTilde[j] / Math.sqrt(1 + (j % 3)), 13);
  expect(norm(addScaled(whitening.coordinates({ w, offset: 0 }), -1, wTilde))).toBeLessThan(1e-12);
  const g = normals(5, d);
  expect(dot(whitening.field(g, 0), wTilde)).toBeCloseTo(dot(g, w), 10);
});

describe("rebased", () => {
  const [n, d] = [300, 4];
  const design = designOf(
    normals(61, n * d).map((value, k) => 5 * (k % d) + (1 + (k % d)) * value),
    new Float64Array(n),
    d,
  );
  const from = scalingOf(design);
  const to = {
    center: from.center.map((center) => center + 1.5),
    scale: from.scale.map((scale, j) => scale * (j + 2)),
  };
  const rowsBy = (scaling: typeof from): Float64Array => packed(design, scaling);

  test.each([
    ["full", (whitening: Whitening) => whitening],
    ["with intercept", withIntercept],
  ])("the same index, the same field, of rows packed otherwise: %s", async (_, of) => {
    const moments = await ask(memoryPass(design, from), { kind: "moments" });
    const before = of(whiten(moments, d, 1e-4));
    const after = rebased(before, from, to);
    const wTilde = normals(62, before.size);
    const residuals = normals(63, n);
    const [old, now] = [before.line(wTilde), after.line(wTilde)];
    const [there, here] = [rowsBy(from), rowsBy(to)];
    const [g, moved] = [new Float64Array(d), new Float64Array(d)];
    for (let i = 0; i < n; i++) {
      const z = dot(old.w, row(there, d, i)) + old.offset;
      expect(dot(now.w, row(here, d, i)) + now.offset).toBeCloseTo(z, 10);
      for (let j = 0; j < d; j++) {
        g[j] += residuals[i] * there[i * d + j];
        moved[j] += residuals[i] * here[i * d + j];
      }
    }
    const total = residuals.reduce((sum, r) => sum + r, 0);
    expect(norm(addScaled(after.field(moved, total), -1, before.field(g, total)))).toBeLessThan(1e-9);
    expect(norm(addScaled(after.coordinates(now), -1, wTilde))).toBeLessThan(1e-10);
  });
});
