/** The kernel against its oracle, the pass in TypeScript, over designs of every shape. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rowsOf } from "../../src/data/split.ts";
import { kernelStore } from "../../src/pass/kernel.ts";
import { memoryStore } from "../../src/pass/memory.ts";
import type { Request } from "../../src/pass/pass.ts";
import { scalingOf } from "../../src/pass/scaling.ts";
import { asTheyAre, bitsOf, designOf, normals } from "../fixtures/rows.ts";

const RELU = { name: "relu", parameters: { bias: 0.3 } };

/** A design with weights of zeros and fractions, columns of very different sizes, and lines to look along. */
const shapes = fc
  .record({
    n: fc.oneof(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 240, max: 280 }),
      fc.integer({ min: 4080, max: 4400 }),
    ),
    d: fc.oneof(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 120, max: 140 }),
      fc.integer({ min: 498, max: 502 }),
    ),
    seed: fc.integer({ min: 1, max: 1e6 }),
    size: fc.constantFrom(1, 1e-60, 1e60),
  })
  .map(({ n, d: wide, seed, size }) => {
    const d = n > 300 ? Math.min(wide, 20) : wide;
    const x = normals(seed, n * d).map((value, k) => value * (k % d === 0 ? size : 1));
    const weights = normals(seed + 1, n).map((value) => (value > 1 ? 0 : Math.abs(value)));
    const w = normals(seed + 2, d).map((value, j) => value / (Math.sqrt(d) * (j === 0 ? size : 1)));
    return { design: designOf(x, normals(seed + 3, n), d, weights), w };
  });

const edges = Float64Array.from([-2, -1, -0.5, -0.1, 0, 0, 0.2, 1.5]);
const step = { knots: edges, m: normals(1, 9), h: normals(2, 9).map(Math.abs) };

const requestsAlong = (w: Float64Array): Request[] => [
  { kind: "field", w, offset: 0.1, curve: { link: RELU, scale: 1.5, shift: 0, smoothing: 0.8, form: "slope" } },
  { kind: "field", w: w.map((value) => -value), offset: 0, curve: step },
  { kind: "profile", w, offset: 0.1, edges, columns: true },
  { kind: "moments", diagonal: w.length > 200 },
  { kind: "moments", weighing: { w, offset: 0, curve: step }, diagonal: w.length > 200 },
];

describe("kernel", () => {
  test("sums agree with TypeScript's to 1e-12 of the sum of absolute terms", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ design, w }) => {
        const { d } = design;
        const requests = requestsAlong(w);
        const oracle = memoryStore(design, asTheyAre(d)).pass();
        const answers = await kernelStore(design, asTheyAre(d)).pass().sweep(requests);
        const expected = await oracle.sweep(requests);
        // Σ|r||x| of each column is at most √Σr² √Σx²; the moments' diagonal has the latter.
        const { mass, xx } = (await oracle.sweep([{ kind: "moments", diagonal: true }]))[0];
        const [field, steps] = expected as unknown as { g: Float64Array; loss: number }[];
        const [got, gotSteps] = answers as unknown as { g: Float64Array; loss: number; mass: number }[];
        // h of the smoothed ReLU is at most its scale; that of the steps at most 3.
        for (const [a, b, most] of [[got, field, 1.5] as const, [gotSteps, steps, 3] as const]) {
          a.g.forEach((sum, j) =>
            expect(Math.abs(sum - b.g[j])).toBeLessThanOrEqual(1e-12 * most * Math.sqrt(b.loss * xx[j])),
          );
          expect(Math.abs(a.loss - b.loss)).toBeLessThanOrEqual(1e-12 * b.loss);
        }
        expect(Math.abs(got.mass - mass)).toBeLessThanOrEqual(1e-12 * mass);
        const [ours, theirs] = [answers[2], expected[2]] as unknown as Record<string, Float64Array>[];
        // A z that rounds to the other side of an edge would move a whole row; none of these seeds has one.
        const yy = theirs.yy.reduce((sum, value) => sum + value, 0);
        for (const key of ["mass", "y", "yy"])
          ours[key].forEach((sum, k) =>
            expect(Math.abs(sum - theirs[key][k])).toBeLessThanOrEqual(1e-12 * (mass + yy)),
          );
        for (const [key, size] of [
          ["x", mass],
          ["yx", yy],
        ] as const)
          ours[key].forEach((sum, k) =>
            expect(Math.abs(sum - theirs[key][k])).toBeLessThanOrEqual(1e-12 * Math.sqrt(size * xx[k % d])),
          );
        for (const k of [3, 4]) {
          const [a, b] = [answers[k], expected[k]] as unknown as { x: Float64Array; xx: Float64Array }[];
          const most = k === 3 ? 1 : 9;
          a.x.forEach((sum, j) =>
            expect(Math.abs(sum - b.x[j])).toBeLessThanOrEqual(1e-12 * most * Math.sqrt(mass * xx[j])),
          );
          a.xx.forEach((sum, i) => {
            const [row, column] = a.xx.length === d ? [i, i] : [Math.floor(i / d), i % d];
            expect(Math.abs(sum - b.xx[i])).toBeLessThanOrEqual(1e-12 * most * Math.sqrt(xx[row] * xx[column]));
          });
        }
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  test("2000 columns", async () => {
    const [n, d] = [37, 2000];
    const design = designOf(normals(1, n * d), normals(2, n), d);
    const w = normals(3, d).map((value) => value / Math.sqrt(d));
    const request = requestsAlong(w)[0];
    const [{ g }] = (await kernelStore(design, asTheyAre(d)).pass().sweep([request])) as unknown as {
      g: Float64Array;
    }[];
    const [b] = (await memoryStore(design, asTheyAre(d)).pass().sweep([request])) as unknown as { g: Float64Array }[];
    g.forEach((sum, j) => expect(Math.abs(sum - b.g[j])).toBeLessThan(1e-12 * n));
  });

  test("rows are packed as TypeScript packs them, to the bit", async () => {
    const [n, d] = [35, 3];
    const design = designOf(
      normals(1, n * d).map((value) => 1e6 + value),
      normals(2, n),
      d,
    );
    const scaling = scalingOf(design);
    // A bin a row and weights of one: Σx of a bin is x itself.
    const order = Int32Array.from({ length: n }, (_, i) => (i * 12) % n);
    const w = Float64Array.of(1, 0, 0);
    const z = Float64Array.from(
      { length: n },
      (_, i) => (design.x[i * d] - scaling.center[0]) / scaling.scale[0],
    ).sort();
    const request = { kind: "profile" as const, w, offset: 0, edges: z, columns: true };
    const bits = async (open: typeof memoryStore) =>
      bitsOf(await open(design, scaling, { order }).pass().sweep([request]));
    expect(await bits(kernelStore)).toBe(await bits(memoryStore));
  });

  test("a pass over the first rows is a pass over a store of them", async () => {
    for (const rows of [1, 15, 16, 300, 4096, 4100]) {
      const design = designOf(normals(1, 5000 * 3), normals(2, 5000), 3);
      const some = rowsOf(
        design,
        Int32Array.from({ length: rows }, (_, i) => i),
      );
      const requests = requestsAlong(Float64Array.of(0.5, -1, 0.1));
      const prefix = await kernelStore(design, asTheyAre(3)).pass(rows).sweep(requests);
      expect(bitsOf(prefix)).toBe(bitsOf(await kernelStore(some, asTheyAre(3)).pass().sweep(requests)));
    }
  });

  test("a kernel used again knows nothing of the rows before, and sweeps at the same time do not disturb each other", async () => {
    const requests = requestsAlong(Float64Array.of(1, 2));
    const small = designOf(normals(1, 2 * 30), normals(2, 30), 2);
    const fresh = bitsOf(await kernelStore(small, asTheyAre(2)).pass().sweep(requests));
    const large = kernelStore(designOf(normals(3, 2 * 9000), normals(4, 9000), 2), asTheyAre(2));
    await large.pass().sweep(requests);
    large.close();
    const pass = kernelStore(small, asTheyAre(2)).pass();
    const answers = await Promise.all([pass.sweep(requests), pass.sweep(requests), pass.sweep(requests)]);
    for (const answer of answers) expect(bitsOf(answer)).toBe(fresh);
  });
});
