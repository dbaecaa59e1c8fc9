import { expect, test } from "vitest";
import { halfThenLinear, triangles } from "../../src/network/schedule.ts";

test("the paper's schedule: whole for half the time, a hundredth from nine tenths on, straight between", () => {
  const at = halfThenLinear(2);
  expect([0, 0.5, 0.9, 1].map(at)).toEqual([2, 2, 0.02, 0.02]);
  expect(at(0.7)).toBeCloseTo((2 + 0.02) / 2, 12);
});

test("triangles are low in the middle of each cycle", () => {
  const at = triangles(1, 0.2, 4);
  for (const cycle of [0, 1, 2, 3]) {
    expect(at(cycle / 4)).toBeCloseTo(1, 12);
    expect(at((cycle + 0.25) / 4)).toBeCloseTo(0.6, 12);
    expect(at((cycle + 0.5) / 4)).toBeCloseTo(0.2, 12);
  }
});
