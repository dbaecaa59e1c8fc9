import { describe, expect, test } from "vitest";
import { binaryPortfolio } from "../../../src/robust/binary/binaryPortfolio.ts";
import { wrongIn } from "../../../src/robust/binary/classLaw.ts";
import { type Law, labeled, sigmoid, trialOf } from "./labeled.ts";

const d = 6;
const truth = [1, -1, 0.5, 0, 0, 0].map((value) => value / 1.5);
const along = (row: Float64Array): number => truth.reduce((sum, value, j) => sum + value * row[j], 0);
/** Orthogonal to the truth. */
const aside = (row: Float64Array): number => (row[0] + row[1]) / Math.SQRT2;

async function answered(seed: number, n: number, law: Law) {
  const { trial, off, all } = await trialOf(labeled(seed, n, d, law));
  const found = await binaryPortfolio(trial);
  const fit = await found[0].settle(all);
  const wrong = fit.wrong && (await wrongIn(all, fit.wrong));
  const plain = found.find(({ kind }) => kind === "logistic");
  return { found, fit, wrong, angle: off(fit.w, truth), plain: off((await plain?.settle(all))?.w ?? fit.w, truth) };
}

describe("the portfolio for 0/1 labels", () => {
  test("clean logistic labels lose nothing against logistic regression", async () => {
    // Both err by about 4°; what another member loses has to stay within a tenth of that.
    for (const seed of [1, 2, 3]) {
      const { angle, plain } = await answered(seed, 2000, (row) => sigmoid(3 * along(row)));
      expect(angle).toBeLessThan(1.1 * plain + 0.5);
    }
  });

  test("labels beyond a cut set to 0: far better than logistic regression", async () => {
    const { angle, plain, found } = await answered(4, 3000, (row) => (along(row) > 0.9 ? 0 : sigmoid(3 * along(row))));
    expect(found[0].kind).toBe("free");
    expect(angle).toBeLessThan(5);
    expect(plain).toBeGreaterThan(2 * angle);
  });

  test("a decoy in a region: the gate, and each label's posterior", async () => {
    const taken: boolean[] = [];
    const {
      angle,
      plain,
      found,
      wrong = new Float64Array(0),
    } = await answered(5, 3000, (row) => {
      taken.push(Math.abs(aside(row)) > 1.28);
      return sigmoid(3 * (Math.abs(aside(row)) > 1.28 ? aside(row) : along(row)));
    });
    expect(found[0].kind).toBe("gate");
    expect(angle).toBeLessThan(9);
    expect(plain).toBeGreaterThan(25);
    expect(wrong.length).toBe(3000);
    const right = taken.filter((is, i) => wrong[i] > 0.5 === is).length;
    expect(right).toBeGreaterThan(0.9 * 3000);
  });

  test("the same trial gives the same answer", async () => {
    const law: Law = (row) => 0.1 + 0.8 * sigmoid(3 * along(row));
    const [a, b] = [await answered(6, 600, law), await answered(6, 600, law)];
    expect(a.found.map(({ kind, score }) => [kind, score])).toEqual(b.found.map(({ kind, score }) => [kind, score]));
    expect(a.fit.w).toEqual(b.fit.w);
  });

  test.each<[string, number, Law]>([
    ["almost one class", 300, (row) => (row[0] > 2.3 ? 1 : 0)],
    ["one class", 200, () => 1],
    ["labels of no signal", 400, () => 0.5],
    ["labels that can be separated", 400, (row) => (along(row) > 0 ? 1 : 0)],
  ])("%s: finite, complete", async (_name, n, law) => {
    const { found, fit } = await answered(7, n, law);
    for (const { w, scores, score } of found) {
      expect(w.length).toBe(d);
      expect(scores.length).toBe(n - Math.floor(0.75 * n));
      expect(Number.isFinite(score)).toBe(true);
      expect(w.every(Number.isFinite)).toBe(true);
    }
    expect(fit.w.every(Number.isFinite)).toBe(true);
    expect(fit.curve.u.every((p) => p > 0 && p < 1)).toBe(true);
  });

  test("a constant column is no obstacle", async () => {
    const { found } = await answered(8, 600, (row) => {
      row[5] = 0;
      return sigmoid(2 * along(row));
    });
    for (const { w } of found) expect(w.every(Number.isFinite)).toBe(true);
  });
});
