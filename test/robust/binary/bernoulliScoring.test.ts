import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RandomStream } from "../../../src/math/random.ts";
import { norm, unit } from "../../../src/math/vectors.ts";
import { bernoulliCurve, LEAST } from "../../../src/robust/binary/bernoulliCurve.ts";
import { scoredDirection, veiledCurve } from "../../../src/robust/binary/bernoulliScoring.ts";
import { labeled, plainRows, sigmoid } from "./labeled.ts";

const d = 5;

describe("a curve of 0/1 labels", () => {
  test("stays within its edges, and rises where it shall", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.nat(1000),
        fc.constantFrom("monotone", "free"),
        (n, seed, shape) => {
          const random = new RandomStream(seed);
          // Ties, and often one label only.
          const z = random.normals(n).map((value) => Math.round(3 * value) / 3);
          const y = z.map((value) => (random.uniform() < (seed % 3 === 0 ? 0 : sigmoid(value)) ? 1 : 0));
          const { bins, u } = bernoulliCurve(z, y, shape);
          expect(u.length).toBe(bins.count);
          for (const p of u) expect(p >= LEAST && p <= 1 - LEAST).toBe(true);
          if (shape === "monotone") for (let k = 1; k < u.length; k++) expect(u[k]).toBeGreaterThanOrEqual(u[k - 1]);
        },
      ),
      { seed: 1, numRuns: 60 },
    );
  });

  test("behind no veil it is the rising curve itself", () => {
    const z = new RandomStream(3).normals(500);
    const y = z.map((value, i) => (value + (i % 5) - 2 > 0 ? 1 : 0));
    const veil = { taken: new Float64Array(500), left: new Float64Array(500).fill(1) };
    const plain = bernoulliCurve(z, y, "monotone").u;
    veiledCurve(z, y, veil).u.forEach((value, k) => expect(value).toBeCloseTo(plain[k], 9));
  });
});

describe("scoring", () => {
  const start = unit(Float64Array.of(1, 0.6, -0.5, 0.4, 0));

  test.each([
    ["monotone", (t: number) => (t > 0.5 ? 1 : 0)],
    ["monotone", (t: number) => sigmoid(3 * t)],
    // Every label beyond 1 is set to 0: the curve rises and falls.
    ["free", (t: number) => (t > 0.3 && t < 1.2 ? 0.9 : 0.05)],
  ] as const)("finds the direction with a %s curve", async (shape, law) => {
    // Seed 4, n = 4000, d = 5: standard errors below 2°; from 41° off.
    const rows = await plainRows(labeled(4, 4000, d, (row) => law(row[0])));
    const w = await scoredDirection(rows, start, { shape, steps: 8, bandwidths: [0.5, 0.12] });
    expect(Math.abs(norm(w) - 1)).toBeLessThan(1e-9);
    expect(w[0]).toBeGreaterThan(0.995);
  });
});
