import fc from "fast-check";
import { expect, test } from "vitest";
import { atRows, binsFor, indexBins, interpolated, upperBound } from "../../src/robust/indexBins.ts";
import { normals } from "../fixtures/rows.ts";

/** An index of any kind: with ties, atoms, tails, few rows, all the same, in huge and tiny units. */
const index = fc
  .tuple(
    fc.integer({ min: 1, max: 400 }),
    fc.integer({ min: 1, max: 1e6 }),
    fc.constantFrom("normal", "rounded", "atom", "low atom", "cubed", "constant"),
    fc.constantFrom(1, 1e-150, 1e150),
  )
  .map(([n, seed, kind, unit]) =>
    normals(seed, n).map((v) => {
      if (kind === "rounded") return unit * Math.round(2 * v);
      if (kind === "atom") return unit * (Math.abs(v) < 1.6 ? 0 : v);
      if (kind === "low atom") return unit * Math.max(v - 1, 0);
      if (kind === "cubed") return unit * v ** 3;
      return kind === "constant" ? unit : unit * v;
    }),
  );
const property = (holds: (z: Float64Array) => void): void =>
  fc.assert(fc.property(index, holds), { seed: 2, numRuns: 300 });

test("every row is in the bin that its edges say, and no bin is empty", () => {
  property((z) => {
    const { count, edges, binOf, mass } = indexBins(z);
    expect(count).toBe(edges.length + 1);
    expect(edges.every((edge, k) => k === 0 || edge > edges[k - 1])).toBe(true);
    const counted = new Float64Array(count);
    z.forEach((value, i) => {
      expect(binOf[i]).toBe(edges.filter((edge) => edge <= value).length);
      counted[binOf[i]] += 1;
    });
    expect(mass).toEqual(counted);
    expect(Math.min(...mass)).toBeGreaterThan(0);
  });
});

test("centers are the means of their bins, and rise", () => {
  property((z) => {
    const { count, binOf, centers, mass } = indexBins(z);
    const sums = new Float64Array(count);
    z.forEach((value, i) => {
      sums[binOf[i]] += value / mass[binOf[i]];
    });
    const size = Math.max(...z.map(Math.abs), 1e-300);
    for (let k = 0; k < count; k++) expect(Math.abs(centers[k] - sums[k])).toBeLessThanOrEqual(1e-12 * size);
    expect(centers.every((center, k) => k === 0 || center > centers[k - 1])).toBe(true);
  });
});

test("a line at the centers is that line at rows between them, both ways of asking", () => {
  property((z) => {
    const bins = indexBins(z);
    const { centers, count } = bins;
    const size = Math.max(...z.map(Math.abs), 1e-300);
    const line = centers.map((center) => 2 - (3 * center) / size);
    const clamped = z.map((value) => Math.min(Math.max(value, centers[0]), centers[count - 1]));
    const [fast, direct] = [atRows(bins, line), interpolated(centers, line, z)];
    clamped.forEach((value, i) => {
      expect(fast[i]).toBeCloseTo(2 - (3 * value) / size, 9);
      expect(direct[i]).toBeCloseTo(fast[i], 9);
    });
  });
});

test("no bin of many normal rows has many of them or much of z", () => {
  const n = 20_000;
  const { edges, mass } = indexBins(normals(3, n));
  expect(Math.max(...mass)).toBeLessThan((1.1 * n) / binsFor(n));
  // Further out there are gaps, which no edge divides.
  const inner = edges.filter((edge) => Math.abs(edge) < 3);
  for (let k = 1; k < inner.length; k++) expect(inner[k] - inner[k - 1]).toBeLessThan(0.14);
});

test("upperBound counts those at most as large", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.integer({ min: -1, max: 10 }), (values, at) => {
      const ascending = Float64Array.from(values).sort();
      expect(upperBound(ascending, at)).toBe(values.filter((v) => v <= at).length);
    }),
    { seed: 3 },
  );
});
