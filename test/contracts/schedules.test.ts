/** The contract of a schedule: moments from t = 0 to an end, a finite step for every field. */
import { describe, expect, test } from "vitest";
import type { Moment } from "../../src/method/schedule.ts";
import { smoothing } from "../../src/method/schedule.ts";
import { constant, scheduleOf } from "../../src/method/schedules/constant.ts";
import { geometric } from "../../src/method/schedules/geometric.ts";
import { schedules } from "../../src/method/schedules/index.ts";

function moments(schedule: { at(t: number): Moment | null }): Moment[] {
  const all: Moment[] = [];
  for (let t = 0; ; t++) {
    const moment = schedule.at(t);
    if (moment === null) return all;
    all.push(moment);
    expect(t).toBeLessThan(1e5);
  }
}

describe.each(Object.keys(schedules))("%s", (name) => {
  const schedule = schedules[name]();

  test("says its name; has moments, and an end for good", () => {
    expect(schedule.name).toBe(name);
    const all = moments(schedule);
    expect(all.length).toBeGreaterThan(0);
    expect(schedule.at(all.length + 7)).toBe(null);
    for (const { phi, step } of all) {
      expect(phi >= 0 && phi < 1).toBe(true);
      for (const fieldNorm of [1e-9, 1, 1e9])
        expect(step(fieldNorm) > 0 && Number.isFinite(step(fieldNorm))).toBe(true);
    }
  });

  test("looks at t alone", () => {
    const again = schedules[name]();
    schedule.at(5);
    expect(schedule.at(2)?.phi).toBe(again.at(2)?.phi);
    expect(schedule.at(2)?.step(3)).toBe(again.at(2)?.step(3));
  });
});

describe("geometric", () => {
  test("φ starts at sin(θ̄/2), shrinks by 1 − β and ends above its floor", () => {
    for (const angle of [0.15, 0.5, 1, 2, 3.1]) {
      const all = moments(geometric({ angle, decay: 0.1, floor: 0.02 }));
      expect(all[0].phi).toBeCloseTo(Math.sin(angle / 2), 14);
      for (let t = 1; t < all.length; t++) expect(all[t].phi / all[t - 1].phi).toBeCloseTo(0.9, 14);
      const last = all[all.length - 1].phi;
      expect(last > 0.02 && last * 0.9 <= 0.02).toBe(true);
    }
  });

  test("steps are as long as c φ, whatever the field", () => {
    for (const { phi, step } of moments(geometric({ length: 0.25 }))) {
      for (const fieldNorm of [1e-6, 1, 1e6]) expect(step(fieldNorm) * fieldNorm).toBeCloseTo(0.25 * phi, 14);
    }
  });

  test.each([
    { decay: 0.1, length: 0.25 },
    { decay: 0.2, length: 0.5 },
  ])("the settings in use travel farther than the 2φ₀ they may have to: $decay, $length", ({ decay, length }) => {
    const lengths = moments(geometric({ angle: 1, decay, length, floor: 1e-4 })).map(({ step }) => step(1));
    const travel = lengths.reduce((sum, value) => sum + value, 0);
    const first = Math.sin(0.5);
    expect(travel).toBeGreaterThan(2 * first);
    expect(travel).toBeCloseTo((length * first) / decay, 2); // c φ₀/β, the rest of the series below the floor missing
  });

  test("a guess below the floor takes no step", () => expect(geometric({ angle: 0.01, floor: 0.02 }).at(0)).toBe(null));
});

describe("constant", () => {
  test("steps of one size, T of them, none longer than the longest", () => {
    const all = moments(constant({ size: 0.5, steps: 7, longest: 2 }));
    expect(all.length).toBe(7);
    for (const { phi, step } of all) {
      expect(phi).toBe(0);
      expect([step(1), step(4), step(100)]).toEqual([0.5, 0.5, 0.02]);
    }
  });

  test("a bare number means a step size", () => {
    expect(scheduleOf(0.3).at(0)?.step(5)).toBe(0.3);
    expect(scheduleOf(0.3).at(99)).not.toBe(null);
    expect(scheduleOf(0.3).at(100)).toBe(null);
    const own = geometric();
    expect(scheduleOf(own)).toBe(own);
  });
});

test("smoothing is the cosine of the angle guessed", () => {
  for (const theta of [0, 0.3, 1, 2]) expect(smoothing(Math.sin(theta / 2))).toBeCloseTo(Math.cos(theta), 14);
});
