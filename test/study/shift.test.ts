/** The shift study: its samples, its sums, and one seed of its cheaper parts. */
import { expect, test } from "vitest";
import { agreement, cellOf, peerCell } from "../../src/study/shift/cells.ts";
import { groupsRun, SETTINGS } from "../../src/study/shift/groups.ts";
import * as peer from "../../src/study/shift/peer.ts";
import { gapPath } from "../../src/study/shift/rows.ts";
import { groupSample, minoritySample, UNLIKE } from "../../src/study/shift/samples.ts";

test("samples are what they say", () => {
  const { design, target } = minoritySample(1);
  expect(design.n).toBe(2000);
  // 60 labels are replaced; hardly another is below −1.
  expect(design.y.filter((label) => label === -2).length).toBe(60);
  expect(Math.abs(target.reduce((sum, weight) => sum + weight * weight, 0) - 1)).toBeLessThan(1e-12);
  const exact = minoritySample(1, true).design;
  expect(Math.min(...exact.y)).toBe(0);
  const { group, clean, design: groups } = groupSample(2, UNLIKE);
  const wrong = [0, 1, 2, 3].map((k) => clean.filter((label, i) => group[i] === k && groups.y[i] !== label).length);
  expect(wrong).toEqual([0, 10, 25, 25]);
});

test("cells are means with their standard errors, and agreement finds the farthest", () => {
  const runs = [
    { a: 1, b: 5 },
    { a: 3, b: 5 },
  ];
  expect(cellOf(runs, "a")).toEqual({ mean: 2, error: 1 });
  expect(peerCell({ a: [7, 2] }, "a")).toEqual({ mean: 7, error: 2 });
  // (7 − 2)/√(1 + 0) = 5 errors; b is equal.
  expect(agreement("x", runs, { a: [7, 0], b: [5, 0] })).toMatchObject({
    holds: false,
    found: "the farthest, a, is 5.0 away",
  });
  expect(agreement("x", runs, { a: [4, 0], b: [5, 1] }).holds).toBe(true);
});

test("with exact labels the distance to the saddle point stays below what the theory says", async () => {
  const { potential, bound, gap, steps } = await gapPath(2, true);
  expect(steps.length).toBe(700);
  potential.forEach((value, i) => expect(value).toBeLessThan(bound[i]));
  expect(gap[699]).toBeLessThan(1e-3 * gap[0]);
});

test("one seed of the groups is as the peer's, and the surrogate a little above the least risk", async () => {
  const [setting] = SETTINGS;
  const run = await groupsRun(1, [setting]);
  for (const name of Object.keys(run)) expect(peer.groups).toHaveProperty([name]);
  expect(run[`${setting.name} least`]).toBeLessThan(run[`${setting.name} last`]);
  expect(run[`${setting.name} last`]).toBeLessThan(1.2 * run[`${setting.name} least`]);
});
