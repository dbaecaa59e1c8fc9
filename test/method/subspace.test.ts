/** Several directions at once: what is found, what an adversary costs, and what no method can see. */
import { describe, expect, test } from "vitest";
import { symmetricEigen } from "../../src/math/linear.ts";
import { addScaled, degrees, dot, unit } from "../../src/math/vectors.ts";
import { subspacePath } from "../../src/method/subspace.ts";
import { surfaceOver } from "../../src/method/surface.ts";
import { unwhitened } from "../../src/method/whiten.ts";
import { designOf, normals, passOver, row } from "../fixtures/rows.ts";

const [N, D] = [12_000, 12];

function orthonormal(seed: number, count: number): Float64Array[] {
  const out: Float64Array[] = [];
  for (let i = 0; i < count; i++) {
    out.push(unit(out.reduce((v: Float64Array, u) => addScaled(v, -dot(u, v), u), normals(seed + i, D))));
  }
  return out;
}

/** The largest principal angle between two subspaces, degrees. */
function apart(a: readonly Float64Array[], b: readonly Float64Array[]): number {
  const k = a.length;
  const cosines = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) for (const u of b) cosines[i * k + j] += dot(a[i], u) * dot(a[j], u);
  const [least] = symmetricEigen(cosines, k).values;
  return degrees(Math.acos(Math.sqrt(Math.min(Math.max(least, 0), 1))));
}

const MODELS: Record<string, { k: number; f: (z: readonly number[]) => number }> = {
  "two ReLUs": { k: 2, f: ([a, b]) => Math.max(a, 0) + Math.max(b, 0) },
  "a ReLU and a step": { k: 2, f: ([a, b]) => Math.max(a, 0) + Number(b > 1) },
  "three ReLUs": { k: 3, f: ([a, b, c]) => Math.max(a, 0) + Math.max(b - 0.5, 0) + Math.max(c + 0.5, 0) },
  "a product": { k: 2, f: ([a, b]) => a * b },
};

/** Rows of a model, a decoy's share of the energy along one more direction. */
function rowsOf(f: (z: readonly number[]) => number, k: number, share: number) {
  const x = normals(1, N * D);
  const noise = normals(2, N);
  const [decoy, ...targets] = orthonormal(10, k + 1);
  const at = (i: number, w: Float64Array) => dot(row(x, D, i), w);
  const clean = Float64Array.from(noise, (_, i) => f(targets.map((w) => at(i, w))));
  const mean = clean.reduce((sum, y) => sum + y / N, 0);
  const variance = clean.reduce((sum, y) => sum + (y - mean) ** 2 / N, 0);
  const push = Math.sqrt((share * variance) / 2);
  const y = clean.map((label, i) => {
    const turned = push * (Math.sign(at(i, decoy)) - Math.sign(at(i, targets[0])));
    return label + 0.1 * noise[i] + turned;
  });
  return { frame: { pass: passOver(designOf(x, y, D)), whitening: unwhitened(D) }, targets };
}

describe.each(Object.entries(MODELS))("%s", (_, { k, f }) => {
  test("clean rows: within 2°, and nearer than the start", async () => {
    const { frame, targets } = rowsOf(f, k, 0);
    const path = await subspacePath(frame, { directions: k });
    const [start, end] = [apart(targets, path[0]), apart(targets, path[path.length - 1])];
    expect(end).toBeLessThan(2);
    expect(end).toBeLessThan(start / 2);
  });

  test("a spread-out decoy of a tenth of the energy: nearer than the start, which is off by what it pushes", async () => {
    const { frame, targets } = rowsOf(f, k, 0.1);
    const path = await subspacePath(frame, { directions: k });
    const [start, end] = [apart(targets, path[0]), apart(targets, path[path.length - 1])];
    expect(end).toBeLessThan(start);
    expect(end).toBeLessThan(20);
  });
});

test("two straight lines are one: of a second direction there is nothing to see", async () => {
  const { frame, targets } = rowsOf(([a, b]) => a + 2 * b, 2, 0);
  const path = await subspacePath(frame, { directions: 2 });
  expect(apart(targets, path[path.length - 1])).toBeGreaterThan(45);
});

test("a surface is the mean of labels, and its slopes are its slopes", () => {
  const [a, b] = [normals(3, 4000), normals(4, 4000)];
  const y = a.map((value, i) => 2 * value - b[i]);
  const { mean, slopes } = surfaceOver([a, b], y, 0.3);
  // In the middle, where rows are many on every side: kernel and grid flatten a plane of slope 2 by width² = 9 % of it.
  const middle = [...a.keys()].filter((i) => Math.abs(a[i]) < 1 && Math.abs(b[i]) < 1);
  const average = (of: (i: number) => number) => middle.reduce((sum, i) => sum + of(i) / middle.length, 0);
  expect(average((i) => Math.abs(mean[i] - y[i]))).toBeLessThan(0.2);
  expect(average((i) => slopes[0][i])).toBeCloseTo(1.83, 1);
  expect(average((i) => slopes[1][i])).toBeCloseTo(-0.92, 1);
});
