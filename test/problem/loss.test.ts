import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { auc, calibration, logLoss, r2, squareLoss } from "../../src/problem/loss.ts";

interface Frozen {
  readonly cases: readonly {
    readonly name: string;
    readonly prediction: readonly number[];
    readonly y: readonly number[];
    readonly weights: readonly number[];
    readonly plain: Readonly<Record<string, number>>;
    readonly weighted: Readonly<Record<string, number>>;
  }[];
}

const measures = { squareLoss, r2, logLoss, auc };
const golden: Frozen = JSON.parse(readFileSync(new URL("../golden/losses.json", import.meta.url), "utf8"));
const of = (...values: number[]): Float64Array => Float64Array.from(values);

describe("scikit-learn's values (scripts/freeze/losses.py)", () => {
  for (const { name, prediction, y, weights, plain, weighted } of golden.cases) {
    test(name, () => {
      const [p, labels] = [of(...prediction), of(...y)];
      expect(Object.keys(plain).length).toBeGreaterThanOrEqual(2);
      for (const [key, measure] of Object.entries(measures)) {
        if (!(key in plain)) continue;
        // 40 terms summed in another order: a few units in the last place.
        expect(measure(p, labels)).toBeCloseTo(plain[key], 12);
        expect(measure(p, labels, of(...weights))).toBeCloseTo(weighted[key], 12);
      }
    });
  }
});

/** Few distinct predictions, so that ties are common; both classes present. */
const labeled = fc
  .array(fc.record({ p: fc.integer({ min: 0, max: 6 }), y: fc.integer({ min: 0, max: 1 }), w: fc.nat(3) }), {
    minLength: 2,
    maxLength: 25,
  })
  .filter((rows) => rows.some(({ y, w }) => y === 1 && w > 0) && rows.some(({ y, w }) => y === 0 && w > 0));
const columns = (rows: { p: number; y: number; w: number }[]) => ({
  p: of(...rows.map((row) => row.p / 6)),
  y: of(...rows.map((row) => row.y)),
  w: of(...rows.map((row) => row.w)),
});

describe("definitions", () => {
  test("auc is the weighted share of pairs won, ties counting half", () => {
    fc.assert(
      fc.property(labeled, (rows) => {
        const { p, y, w } = columns(rows);
        let won = 0;
        let pairs = 0;
        for (let i = 0; i < p.length; i++) {
          for (let j = 0; j < p.length; j++) {
            if (y[i] !== 1 || y[j] !== 0) continue;
            pairs += w[i] * w[j];
            won += w[i] * w[j] * (p[i] > p[j] ? 1 : p[i] === p[j] ? 0.5 : 0);
          }
        }
        // Integer weights: both sides are exact until the one division.
        expect(auc(p, y, w)).toBe(won / pairs);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test("a weight of k is k equal rows", () => {
    fc.assert(
      fc.property(labeled, (rows) => {
        const { p, y, w } = columns(rows);
        const copies = columns(rows.flatMap((row) => Array.from({ length: row.w }, () => ({ ...row, w: 1 }))));
        for (const measure of Object.values(measures)) {
          expect(measure(p, y, w)).toBeCloseTo(measure(copies.p, copies.y), 10);
        }
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  test("calibration does not depend on the order of rows, and its groups hold every row once", () => {
    fc.assert(
      fc.property(labeled, (rows) => {
        const there = columns(rows);
        const back = columns([...rows].reverse());
        const groups = calibration(there.p, there.y, 5);
        const reversed = calibration(back.p, back.y, 5);
        expect(reversed.map(({ rows: count }) => count)).toEqual(groups.map(({ rows: count }) => count));
        groups.forEach(({ predicted, observed }, k) => {
          expect(reversed[k].predicted).toBeCloseTo(predicted, 12);
          expect(reversed[k].observed).toBeCloseTo(observed, 12);
          if (k > 0) expect(predicted).toBeGreaterThan(groups[k - 1].predicted);
        });
        expect(groups.reduce((sum, { rows: count }) => sum + count, 0)).toBe(rows.length);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  test("calibration in fifths of ten rows, and with a tie across a border", () => {
    const p = of(0.9, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1);
    const y = of(1, 0, 0, 0, 1, 0, 1, 1, 1, 1);
    const fifths = calibration(p, y, 5);
    expect(fifths.map(({ rows }) => rows)).toEqual([2, 2, 2, 2, 2]);
    expect(fifths.map(({ observed }) => observed)).toEqual([0, 0.5, 0.5, 1, 1]);
    expect(fifths[4].predicted).toBeCloseTo(0.95, 15);
    // Nine rows share a prediction: they stay in the first half, where the first of them falls.
    expect(calibration(of(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 1), y, 2)).toEqual([
      { predicted: 0.5, observed: 5 / 9, rows: 9 },
      { predicted: 1, observed: 1, rows: 1 },
    ]);
  });

  test("a sure mistake costs −ln 2⁻⁵² nats, a sure hit next to nothing", () => {
    expect(logLoss(of(0), of(1))).toBeCloseTo(52 * Math.LN2, 12);
    expect(logLoss(of(1), of(0))).toBeCloseTo(52 * Math.LN2, 12);
    expect(logLoss(of(0, 1), of(0, 1))).toBeLessThan(1e-15);
  });

  test("measures without a value are NaN", () => {
    expect(auc(of(0.2, 0.7), of(1, 1))).toBeNaN();
    expect(r2(of(0.2, 0.7), of(3, 3))).toBeNaN();
    expect(squareLoss(of(0.2), of(1), of(0))).toBeNaN();
  });
});
