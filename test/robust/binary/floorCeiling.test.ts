import { describe, expect, test } from "vitest";
import { angle, degrees, norm } from "../../../src/math/vectors.ts";
import { wrongIn } from "../../../src/robust/binary/classLaw.ts";
import { flips, floorCeiling } from "../../../src/robust/binary/floorCeiling.ts";
import { labeled, plainRows, sigmoid } from "./labeled.ts";

const truth = Float64Array.of(2, -1, 1, 0);
const slope = norm(truth);
const index = (row: Float64Array): number => row.reduce((sum, value, j) => sum + value * truth[j], 0) + 0.5;

describe("logistic regression", () => {
  test("the score is 0 at the solution", async () => {
    const rows = await plainRows(labeled(1, 800, 4, (row) => sigmoid(index(row))));
    const { w, offset, floor, ceiling } = await floorCeiling(rows, { flips: false, ridge: 1e-4 });
    expect([floor, ceiling]).toEqual([0, 0]);
    const left = (await rows.index(w)).map((z, i) => rows.y[i] - sigmoid(z + offset));
    const score = (await rows.sum(left)).map((value, j) => value - 2e-4 * rows.n * w[j]);
    expect(norm(score)).toBeLessThan(0.1);
  });
});

describe("a floor and a ceiling", () => {
  test("flips are told apart from a gentle slope, with their shares", async () => {
    // Seed 2, n = 8000: standard errors are about 1.5° and .015; three of them.
    const rows = await plainRows(labeled(2, 8000, 4, (row) => 0.2 + (1 - 0.2 - 0.1) * sigmoid(2 * index(row))));
    const found = await floorCeiling(rows, { flips: true, ridge: 1e-6 });
    expect(degrees(angle(found.w, truth))).toBeLessThan(4.5);
    expect(Math.abs(found.floor - 0.2)).toBeLessThan(0.045);
    expect(Math.abs(found.ceiling - 0.1)).toBeLessThan(0.045);
    expect(norm(found.w)).toBeGreaterThan(1.4 * slope);
  });

  test("flipped labels get a higher posterior than clean ones", async () => {
    const isFlipped: boolean[] = [];
    const design = labeled(3, 4000, 4, (row, random) => {
      const bad = random.uniform() < 0.1;
      isFlipped.push(bad);
      const p = sigmoid(3 * index(row));
      return bad ? 1 - p : p;
    });
    const rows = await plainRows(design);
    const posterior = await wrongIn(rows, flips(await floorCeiling(rows, { flips: true, ridge: 1e-4 })));
    const mean = (bad: boolean): number => {
      const some = posterior.filter((_, i) => isFlipped[i] === bad);
      return some.reduce((sum, value) => sum + value, 0) / some.length;
    };
    // The posterior is calibrated: its mean over all rows is their share, .1, and most of it lies on those.
    expect(mean(true)).toBeGreaterThan(0.5);
    expect(mean(false)).toBeLessThan(0.07);
  });

  test("what two more parameters cost is the least flip, 10⁻⁴ a row", async () => {
    const rows = await plainRows(labeled(4, 600, 4, (row) => sigmoid(index(row))));
    const plain = await floorCeiling(rows, { flips: false, ridge: 1e-4 });
    const more = await floorCeiling(rows, { flips: true, ridge: 1e-4, from: plain });
    expect(more.logLikelihood).toBeGreaterThan(plain.logLikelihood - 0.5);
  });
});
