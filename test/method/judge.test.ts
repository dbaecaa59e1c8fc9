import { describe, expect, test } from "vitest";
import { isotonicRegression } from "../../src/math/isotonic.ts";
import { argsort } from "../../src/math/sort.ts";
import { addScaled, dot, unit } from "../../src/math/vectors.ts";
import { type Candidate, judge, type Knowledge, settledOn } from "../../src/method/judge.ts";
import { bitsOf, designOf, normals, passOver, row } from "../fixtures/rows.ts";

const [N, D] = [4000, 3];
const TARGET = unit(Float64Array.of(2, -1, 1));
const AWAY = unit(addScaled(TARGET, 0.3, unit(Float64Array.of(1, 2, 0))));
const RELU = { name: "relu", parameters: { bias: -0.5 } };

function rows(seed: number) {
  const x = normals(seed, N * D);
  const z = (w: Float64Array) => Float64Array.from({ length: N }, (_, i) => dot(row(x, D, i), w));
  const noise = normals(seed + 9, N);
  const y = z(TARGET).map((value, i) => Math.max(1.5 * value - 0.7, 0) + 0.2 * noise[i]);
  return { z, y, pass: passOver(designOf(x, y, D)) };
}
const [TRAIN, HELD_OUT] = [rows(1), rows(2)];
const bench = { train: TRAIN.pass, heldOut: HELD_OUT.pass };

const judged = (candidates: Candidate[], knowledge: Knowledge) =>
  judge(
    candidates,
    candidates.map(({ w }) => ({ w, offset: 0 })),
    bench,
    knowledge,
  );
const at = (w: Float64Array): Candidate => ({ w, phi: 0.1 });

describe("judge", () => {
  test("a link taken as it comes: the held-out loss, row by row", async () => {
    const known = { link: RELU, scale: 1.5, shift: -0.2 };
    const [{ loss, known: kept }] = await judged([{ ...at(AWAY), known }], {
      link: RELU,
      intercept: true,
      fixed: true,
    });
    const byRows =
      HELD_OUT.z(AWAY).reduce((sum, z, i) => sum + (Math.max(1.5 * z - 0.7, 0) - HELD_OUT.y[i]) ** 2, 0) / N;
    expect(Math.abs(loss / byRows - 1)).toBeLessThan(1e-3); // bins .01 wide against rows
    expect(kept).toEqual(known);
    const [plain] = await judged([at(AWAY)], { link: RELU, intercept: true, fixed: true });
    expect(plain.known).toEqual({ link: RELU, scale: 1, shift: 0 });
  });

  test("an unknown link: the isotonic fit of the training rows on held-out ones", async () => {
    const [{ loss, known }] = await judged([at(TARGET)], { intercept: true, fixed: false });
    const z = TRAIN.z(TARGET);
    const order = argsort(z);
    const fit = isotonicRegression(Float64Array.from(order, (i) => TRAIN.y[i]));
    const predicted = HELD_OUT.z(TARGET).map((value) => {
      let low = 0;
      for (let high = N; low < high; ) {
        const middle = (low + high) >> 1;
        if (z[order[middle]] <= value) low = middle + 1;
        else high = middle;
      }
      return fit[Math.max(low - 1, 0)];
    });
    const byRows = predicted.reduce((sum, m, i) => sum + (m - HELD_OUT.y[i]) ** 2, 0) / N;
    expect(known).toBeUndefined();
    expect(Math.abs(loss / byRows - 1)).toBeLessThan(0.01);
  });

  test("a link up to scale and shift: both found on the training rows", async () => {
    const [{ known }] = await judged([at(TARGET)], { link: RELU, intercept: true, fixed: false });
    // Noise .2 over the 2000 rows above the kink: standard errors of about .006.
    expect(known?.scale).toBeCloseTo(1.5, 1);
    expect(known?.shift).toBeCloseTo(-0.2, 1);
    const [without] = await judged([at(TARGET)], { link: RELU, intercept: false, fixed: false });
    expect(without.known?.shift).toBe(0);
  });

  test.each<[string, Knowledge]>([
    ["unknown", { intercept: true, fixed: false }],
    ["known", { link: RELU, intercept: true, fixed: false }],
  ])("the true direction wins, %s link; and verdicts do not depend on the company", async (_, knowledge) => {
    const together = await judged([at(AWAY), at(TARGET), at(AWAY)], knowledge);
    expect(together[1].loss).toBeLessThan(together[0].loss);
    expect(together[1].loss).toBeCloseTo(0.04, 2);
    const [alone] = await judged([at(TARGET)], knowledge);
    expect(bitsOf(alone.loss)).toBe(bitsOf(together[1].loss));
    expect(together[2]).toEqual(together[0]);
  });

  test("any number of directions ride in one sweep over each side", async () => {
    const before = [bench.train.meter.sweeps, bench.heldOut.meter.sweeps];
    await judged([at(TARGET), at(AWAY), at(TARGET), at(AWAY)], { intercept: true, fixed: false });
    expect([bench.train.meter.sweeps, bench.heldOut.meter.sweeps]).toEqual(before.map((sweeps) => sweeps + 1));
  });
});

test("settledOn refits scale and shift on the rows at hand, unless they are fixed or there is no link", async () => {
  const line = { w: TARGET, offset: 0 };
  const candidate = { ...at(TARGET), known: { link: RELU, scale: 1.3, shift: 0 } };
  const { known } = await settledOn(candidate, line, TRAIN.pass, { link: RELU, intercept: true, fixed: false });
  expect(known?.scale).toBeCloseTo(1.5, 1);
  expect(await settledOn(candidate, line, TRAIN.pass, { link: RELU, intercept: true, fixed: true })).toBe(candidate);
  expect(await settledOn(at(AWAY), line, TRAIN.pass, { intercept: true, fixed: false })).toEqual(at(AWAY));
});
