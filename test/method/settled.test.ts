import { expect, test } from "vitest";
import { dot, unit } from "../../src/math/vectors.ts";
import { smoothed } from "../../src/method/fields/smoothed.ts";
import type { Knowledge } from "../../src/method/judge.ts";
import { settled } from "../../src/method/settled.ts";
import { unwhitened } from "../../src/method/whiten.ts";
import { bitsOf, designOf, normals, passOver, row } from "../fixtures/rows.ts";

const [N, D] = [3000, 3];
const X = normals(1, N * D);
const TARGET = unit(Float64Array.of(2, -1, 1));
const Y = Float64Array.from({ length: N }, (_, i) => Math.max(2 * dot(row(X, D, i), TARGET) - 1, 0));
const LINK = { name: "relu", parameters: { bias: 0 } };
const FIRST = { link: LINK, scale: 1.7, shift: -0.6 };
const KNOWLEDGE: Knowledge = { link: LINK, intercept: true, fixed: false };

test("a step sees the link as it was before, and settles it for the next, all in one sweep", async () => {
  const frame = { pass: passOver(designOf(X, Y, D)), whitening: unwhitened(D) };
  const field = settled(smoothed(), FIRST, KNOWLEDGE);
  expect([field.name, field.known]).toEqual(["smoothed", FIRST]);
  const g = await field.at(TARGET, 0.05, frame);
  expect(frame.pass.meter.sweeps).toBe(1);
  expect(bitsOf(g)).toBe(bitsOf(await smoothed()(FIRST).at(TARGET, 0.05, frame)));
  const second = field.known;
  // Labels without noise; φ = .05 smooths the kink by .1.
  expect(Math.abs(second.scale - 2) + Math.abs(second.shift + 1)).toBeLessThan(0.1);
  expect(bitsOf(await field.at(TARGET, 0.05, frame))).toBe(bitsOf(await smoothed()(second).at(TARGET, 0.05, frame)));
});

test("without an intercept the shift is left at 0", async () => {
  const frame = { pass: passOver(designOf(X, Y, D)), whitening: unwhitened(D) };
  const field = settled(smoothed(), { ...FIRST, shift: 0 }, { ...KNOWLEDGE, intercept: false });
  await field.at(TARGET, 0.05, frame);
  expect(field.known.shift).toBe(0);
});
