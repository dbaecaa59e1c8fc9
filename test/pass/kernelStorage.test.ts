/** Rows stored in f32: half the bytes, and sums within 1e-5 of the sum of absolute terms. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Design } from "../../src/data/design.ts";
import { kernelStore } from "../../src/pass/kernel.ts";
import type { FieldSums, MomentsSums, ProfileSums, Request } from "../../src/pass/pass.ts";
import { asTheyAre, bitsOf, designOf, normals } from "../fixtures/rows.ts";

const BOUND = 1e-5;

/** Columns and labels of very different sizes, many more columns than are summed in f32 at a time. */
const shapes = fc
  .record({
    n: fc.oneof(
      fc.integer({ min: 1, max: 70 }),
      fc.integer({ min: 250, max: 300 }),
      fc.constantFrom(4095, 4096, 4097, 4130),
    ),
    d: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 60, max: 70 }), fc.integer({ min: 126, max: 132 })),
    seed: fc.integer({ min: 1, max: 1e6 }),
    sizes: fc.constantFrom(1, 1e4, 1e-4),
    labels: fc.constantFrom(1, 1e-100, 1e100),
  })
  .map(({ n, d, seed, sizes, labels }) => {
    const x = normals(seed, n * d).map((value, k) => value * (k % d === 0 ? sizes : 1));
    const weights = normals(seed + 1, n).map((value) => (value > 1 ? 0 : Math.abs(value)));
    const w = normals(seed + 2, d).map((value, j) => (labels * value) / (Math.sqrt(d) * (j === 0 ? sizes : 1)));
    const y = normals(seed + 3, n).map((value) => labels * value);
    return { design: designOf(x, y, d, weights), w, labels };
  });

const identity = { knots: new Float64Array(0), m: Float64Array.of(0), h: Float64Array.of(1) };

const single = (design: Design) => kernelStore(design, asTheyAre(design.d), { storage: "f32" });
const asked = async <T>(design: Design, request: Request): Promise<T> =>
  (await single(design).pass().sweep([request]))[0] as T;

describe("f32", () => {
  test("z is within 1e-5 of Σ|w||x|, row by row", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ design: { n, d, x }, w }) => {
        // One row at a time has its z in the one bin of its profile.
        for (const i of new Set([0, n >> 1, n - 1])) {
          const row = x.slice(i * d, (i + 1) * d);
          const alone = designOf(row, Float64Array.of(0), d);
          const { z } = await asked<ProfileSums>(alone, {
            kind: "profile",
            w,
            offset: 0.5,
            edges: new Float64Array(0),
            columns: false,
          });
          let [sum, size] = [0.5, 0.5];
          row.forEach((value, j) => {
            sum += value * w[j];
            size += Math.abs(value * w[j]);
          });
          expect(Math.abs(z[0] - sum)).toBeLessThanOrEqual(BOUND * size);
        }
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  test("fields are within 1e-5 of Σ|r||x|, for one candidate and for several", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ design, w }) => {
        const { n, d, x, y, weights } = design;
        const request = { kind: "field" as const, w, offset: 0, curve: identity };
        const threefold = await single(design).pass().sweep([request, request, request]);
        for (const { g, residual, mass } of [await asked<FieldSums>(design, request), ...threefold]) {
          const [sums, sizes] = [new Float64Array(d + 2), new Float64Array(d + 2)];
          for (let i = 0; i < n; i++) {
            const r = -y[i] * (weights?.[i] ?? 1);
            for (let j = 0; j < d; j++) {
              sums[j] += r * x[i * d + j];
              sizes[j] += Math.abs(r * x[i * d + j]);
            }
            sums[d] += r;
            sizes[d] += Math.abs(r);
            sums[d + 1] += weights?.[i] ?? 1;
          }
          for (let j = 0; j < d; j++) expect(Math.abs(g[j] - sums[j])).toBeLessThanOrEqual(BOUND * sizes[j]);
          // What does not touch x stays in f64.
          expect(Math.abs(residual - sums[d])).toBeLessThanOrEqual(1e-12 * sizes[d]);
          expect(Math.abs(mass - sums[d + 1])).toBeLessThanOrEqual(1e-12 * sums[d + 1]);
        }
        expect(bitsOf(threefold[2])).toBe(bitsOf(await asked(design, request)));
      }),
      { seed: 2, numRuns: 40 },
    );
  });

  test("moments and bins sum the stored x in f64", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ design, w, labels }) => {
        // Numbers that f32 holds exactly: both storages sum the same.
        const x = design.x.map(Math.fround);
        const exact = { ...design, x };
        const edges = Float64Array.of(-0.4, 0.3).map((edge) => edge * labels);
        const requests: Request[] = [
          { kind: "moments", diagonal: design.d > 30 },
          { kind: "profile", w: new Float64Array(design.d), offset: w[0], edges, columns: true },
        ];
        const narrow = await single(exact).pass().sweep(requests);
        const wide = await kernelStore(exact, asTheyAre(design.d)).pass().sweep(requests);
        expect(bitsOf(narrow)).toBe(bitsOf(wide));
      }),
      { seed: 3, numRuns: 30 },
    );
  });

  test("takes half the bytes; a pass over the first rows is a pass over a store of them", async () => {
    const [x, y] = [normals(1, 6000 * 5), normals(2, 6000)];
    const w = normals(3, 5);
    const requests: Request[] = [
      { kind: "field", w, offset: 0.1, curve: identity },
      { kind: "moments", weighing: { w, offset: 0, curve: identity } },
    ];
    for (const rows of [1, 17, 300, 4097, 4130, 5999]) {
      const pass = single(designOf(x, y, 5)).pass(rows);
      const some = single(designOf(x.slice(0, rows * 5), y.slice(0, rows), 5)).pass();
      expect(bitsOf(await pass.sweep(requests))).toBe(bitsOf(await some.sweep(requests)));
      expect(pass.meter.bytes).toBe(4 * rows * 5);
    }
  });

  test("weighed moments of one row", async () => {
    const design = designOf(Float64Array.of(3, -2), Float64Array.of(1), 2);
    const curve = { knots: new Float64Array(0), m: Float64Array.of(0), h: Float64Array.of(2) };
    const weighing = { w: Float64Array.of(1, 1), offset: 0, curve };
    const { xx, x, mass } = await asked<MomentsSums>(design, { kind: "moments", weighing });
    expect([...xx, ...x, mass]).toEqual([36, -24, -24, 16, 12, -8, 4]);
  });
});
