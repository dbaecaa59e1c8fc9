/** Scale and shift of a known link, from profiles without noise. */
import { describe, expect, test } from "vitest";
import { fineProfile } from "../../src/method/judge.ts";
import { fitScaleShift, type ScaleShiftOptions } from "../../src/method/scaleShift.ts";
import { ask } from "../../src/pass/pass.ts";
import { linkAt } from "../../src/problem/link.ts";
import { links } from "../../src/problem/links/index.ts";
import { designOf, normals, passOver } from "../fixtures/rows.ts";

const N = 4000;
const Z = normals(1, N);

async function fitted(name: string, [scale, shift]: readonly number[], options: Partial<ScaleShiftOptions> = {}) {
  const link = links[name]();
  const at = linkAt(link);
  const rho = options.smoothing ?? 1;
  const tau = scale * Math.sqrt(1 - rho * rho);
  const y = Z.map((z) => at.smooth(scale * rho * z + shift, tau));
  const profile = await ask(passOver(designOf(Z, y, 1)), fineProfile({ w: Float64Array.of(1), offset: 0 }));
  const reference = { name, parameters: link.parameters };
  const found = fitScaleShift(profile, { link: reference, intercept: true, ...options });
  const mean = y.reduce((sum, value) => sum + value, 0) / N;
  const variance = y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const off = Z.reduce(
    (sum, z, i) =>
      sum + (at.smooth(found.scale * rho * z + found.shift, found.scale * Math.sqrt(1 - rho * rho)) - y[i]) ** 2,
    0,
  );
  return { ...found, unexplained: off / variance };
}

const monotone = Object.values(links)
  .map((link) => link())
  .filter((link) => link.monotone);
const continuous = monotone.filter(({ jumps }) => !jumps).map(({ name }) => name);

// None of these lies on the grid of starts. The search ends with strides of 1e-3 of the scale, over points up to .08
// wide: 1% of the scale, and 2e-4 of the labels' variance, leave both room.
describe.each(continuous)("%s", (name) => {
  test.each([
    [3, -2],
    [2.2, 0.6],
    [1.2, -2.2],
  ])("scale %f and shift %f are found", async (scale, shift) => {
    const found = await fitted(name, [scale, shift]);
    expect(Math.abs(found.scale / scale - 1)).toBeLessThan(0.01);
    expect(Math.abs(found.shift - shift)).toBeLessThan(0.01 * Math.max(scale, Math.abs(shift)));
    expect(found.unexplained).toBeLessThan(2e-4);
    expect(found.link).toEqual({ name, parameters: links[name]().parameters });
  });

  test("without an intercept the shift stays 0", async () => {
    const found = await fitted(name, [2.3, 0], { intercept: false });
    expect(found.shift).toBe(0);
    expect(Math.abs(found.scale / 2.3 - 1)).toBeLessThan(0.01);
  });
});

describe("links that jump", () => {
  // A jump has a place, −b/s, and no scale; points up to .03 wide tell the place no better.
  test.each(
    ["step", "sign"].flatMap(
      (name) =>
        [
          [name, 3, -2],
          [name, 2, 0.5],
          [name, 1.2, -2.2],
        ] as const,
    ),
  )("%s: the place is found, of scale %f and shift %f", async (name, scale, shift) => {
    const found = await fitted(name, [scale, shift]);
    expect(Math.abs(found.shift / found.scale - shift / scale)).toBeLessThan(0.04);
    expect(Number.isFinite(found.scale) && found.scale > 0).toBe(true);
  });

  // The loss of a staircase is flat between its jumps: near its best, not at it.
  test.each([
    [3, -2],
    [2, 0.5],
    [1.2, -2.2],
  ])("staircase of scale %f and shift %f: all but a twentieth is explained", async (scale, shift) => {
    expect((await fitted("staircase", [scale, shift])).unexplained).toBeLessThan(0.05);
  });
});

test.each(["relu", "sigmoid", "step"])("%s through smoothing: what a direction at that angle shows", async (name) => {
  // Through noise a jump has a scale too: the noise is the scale's times √(1 − ρ²).
  const found = await fitted(name, [1.6, -1.4], { smoothing: 0.8 });
  // While the direction is on its way the search ends with strides of 1e-2 of the scale.
  expect(found.unexplained).toBeLessThan(1e-3);
  if (name === "step") expect(found.shift / found.scale).toBeCloseTo(-1.4 / 1.6, 1);
  else expect(Math.abs(found.scale - 1.6) + Math.abs(found.shift + 1.4)).toBeLessThan(0.06);
});

test("a scale and shift nearby are improved on", async () => {
  const near = { scale: 2, shift: -1.2 };
  const found = await fitted("relu", [2.2, -1.5], { near });
  expect(Math.abs(found.scale - 2.2) + Math.abs(found.shift + 1.5)).toBeLessThan(0.03);
});

test("from a scale of all but 0, where GLMtron starts", async () => {
  for (const shift of [0, -1.5]) {
    const near = { scale: Number.MIN_VALUE, shift };
    const found = await fitted("softplus", [2.2, -1.5], { near });
    expect(Number.isFinite(found.scale) && found.scale > 0 && Number.isFinite(found.shift)).toBe(true);
    expect(found.unexplained).toBeLessThan(0.1);
  }
});

test("labels of any size: a ReLU of slope 1000", async () => {
  const found = await fitted("relu", [1300, -900]);
  expect(Math.abs(found.scale / 1300 - 1)).toBeLessThan(0.01);
  expect(Math.abs(found.shift / -900 - 1)).toBeLessThan(0.01);
});

test("labels that are all alike give finite numbers", async () => {
  const profile = await ask(
    passOver(designOf(Z, new Float64Array(N).fill(3), 1)),
    fineProfile({ w: Float64Array.of(1), offset: 0 }),
  );
  const { scale, shift } = fitScaleShift(profile, { link: { name: "relu", parameters: { bias: 0 } }, intercept: true });
  expect(Number.isFinite(scale) && Number.isFinite(shift) && scale > 0).toBe(true);
});
