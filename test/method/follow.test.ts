import { describe, expect, test } from "vitest";
import { angle, degrees, dot, norm, unit } from "../../src/math/vectors.ts";
import { surrogate } from "../../src/method/fields/surrogate.ts";
import { follow, type Route, retrace } from "../../src/method/follow.ts";
import { zero } from "../../src/method/initializers/zero.ts";
import type { Knowledge } from "../../src/method/judge.ts";
import { constant } from "../../src/method/schedules/constant.ts";
import { bitsOf, designOf, normals, passOver, row } from "../fixtures/rows.ts";
import { trialOver } from "../fixtures/trial.ts";

const [N, D] = [4000, 3];
const X = normals(1, N * D);
const NOISE = normals(2, N);
const TARGET = unit(Float64Array.of(2, -1, 1));
const SOFTPLUS = { name: "softplus", parameters: {} };
const labels = (shift: number) =>
  NOISE.map((noise, i) => Math.log1p(Math.exp(1.5 * dot(row(X, D, i), TARGET) + shift)) + 0.2 * noise);
const told = (intercept: boolean): Knowledge => ({ link: SOFTPLUS, intercept, fixed: true });
const ROUTE: Route = { initializer: zero(), fieldOf: surrogate(), schedule: constant({ size: 2, steps: 60 }) };

describe("follow", () => {
  test("finds direction, scale and shift of a clean neuron", async () => {
    const { w, known, stop } = await follow(trialOver(designOf(X, labels(-0.8), D), told(true)), ROUTE);
    expect(norm(w)).toBeCloseTo(1, 14);
    expect(stop).toBe("stepLimit");
    // √(3/3000) × noise .2 over slopes of .4: errors of about .016, a degree.
    expect(degrees(angle(w, TARGET))).toBeLessThan(2);
    expect(known?.scale).toBeCloseTo(1.5, 1);
    expect(known?.shift).toBeCloseTo(-0.8, 1);
  });

  test("leaves the shift at 0 without an intercept", async () => {
    const { known } = await follow(trialOver(designOf(X, labels(0), D), told(false)), ROUTE);
    expect(known?.shift).toBe(0);
    expect(known?.scale).toBeCloseTo(1.5, 1);
  });

  test("takes the iterate that is best on the held-out rows, or the last where that is asked for", async () => {
    // Steps far too long: later iterates swing.
    const route = { ...ROUTE, schedule: constant({ size: 12, steps: 9 }) };
    const trial = trialOver(designOf(X, labels(-0.8), D), told(true));
    const best = await follow(trial, route);
    expect(best.losses.length).toBe(10);
    expect(best.loss).toBe(Math.min(...best.losses));
    expect(best.losses.indexOf(best.loss)).toBe(best.step);
    const last = await follow(trial, { ...route, last: true });
    expect([last.step, last.loss]).toEqual([9, last.losses[9]]);
    expect(last.loss).toBeGreaterThan(best.loss);
  });

  test("hears the signal", async () => {
    const trial = { ...trialOver(designOf(X, labels(0), D), told(true)), signal: AbortSignal.abort() };
    expect((await follow(trial, ROUTE)).stop).toBe("aborted");
  });

  test("constant labels end finite", async () => {
    const { w, known, loss } = await follow(
      trialOver(designOf(X, new Float64Array(N).fill(Math.LN2), D), told(false)),
      ROUTE,
    );
    expect(w.every(Number.isFinite) && Number.isFinite(loss)).toBe(true);
    expect(known?.scale).toBeGreaterThan(0);
  });
});

describe("retrace", () => {
  const trial = trialOver(designOf(X, labels(-0.8), D), told(true));

  test("over the same rows goes to the same place, to the bit", async () => {
    for (const route of [ROUTE, { ...ROUTE, last: true }]) {
      const found = await follow(trial, route);
      const again = await retrace(found, trial, route);
      expect(bitsOf(again.w)).toBe(bitsOf(found.w));
    }
  });

  test("over all rows takes the same step", async () => {
    const found = await follow(trial, { ...ROUTE, schedule: constant({ size: 2, steps: 3 }) });
    const again = await retrace(found, { ...trial, train: passOver(designOf(X, labels(-0.8), D)) }, ROUTE);
    expect(found.step).toBe(3);
    expect(degrees(angle(again.w, found.w))).toBeLessThan(2);
    expect(again.known?.scale).toBeCloseTo(found.known?.scale ?? Number.NaN, 1);
  });
});
