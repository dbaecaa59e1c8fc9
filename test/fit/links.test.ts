import { describe, expect, test } from "vitest";
import { curveAt } from "../../src/fit/curve.ts";
import { fit } from "../../src/fit/fit.ts";
import { linkAt } from "../../src/problem/link.ts";
import { links } from "../../src/problem/links/index.ts";
import { ownLink } from "../../src/problem/links/own.ts";
import { arrays, degrees, indexOf, sample, unexplained } from "./samples.ts";

const monotone = Object.entries(links).filter(([, link]) => link().monotone);

/**
 * Noise of a tenth of the labels' deviation, n = 400, d = 4, seed 3. An efficient fit is off by about
 * .1·√(3/400)/E[σ′²]^½ in units of the deviation, half a degree to a degree; jumps have no such rate, and a direction
 * that only ranks rows is twice as far off. Five degrees is several such errors; a wrong valley is 20° and more away.
 */
const NEAR = 5;

test("there is something to test", () => expect(monotone.length).toBeGreaterThanOrEqual(12));

describe.each(monotone)("%s", (name, link) => {
  const drawn = sample(link());

  test("told: direction and curve", async () => {
    const model = await fit(arrays(drawn), { link: name });
    expect(model.knownLink).toBe(true);
    expect(model.learner).toBe("monotoneGlm");
    expect(degrees(model, drawn)).toBeLessThan(NEAR);
    // A jump is placed among few rows: each on its wrong side costs its whole height.
    expect(unexplained(model, drawn)).toBeLessThan(link().jumps ? 0.1 : 0.02);
    expect(model.heldOut.fit.r2).toBeGreaterThan(0.85);
  });

  test("untold: direction and curve", async () => {
    const model = await fit(arrays(drawn));
    expect(model.knownLink).toBe(false);
    expect(degrees(model, drawn)).toBeLessThan(NEAR);
    // An isotonic fit of 400 labels of noise variance 1 % explains all but a few of those percents.
    expect(unexplained(model, drawn)).toBeLessThan(link().jumps ? 0.05 : 0.03);
  });
});

test("untold: the angle shrinks with n as its square root, ReLU, seed 5", async () => {
  const few = sample(links.relu(), { rows: 200, seed: 5, noise: 0.4 });
  const many = sample(links.relu(), { rows: 5000, seed: 5, noise: 0.4 });
  const [near, nearer] = [await fit(arrays(few)), await fit(arrays(many))];
  // 25 times the rows are worth a factor of 5; half of it leaves room for chance.
  expect(degrees(nearer, many)).toBeLessThan(degrees(near, few) / 2.5);
  expect(degrees(nearer, many)).toBeLessThan(2);
});

test("a lattice without noise: the ratio of the weights to the digit the curve allows", async () => {
  const x = Array.from({ length: 400 }, (_, i) => [i % 20, Math.floor(i / 20)]);
  const y = x.map(([a, b]) => Math.max(a - b / 2 - 2, 0));
  const told = await fit({ x, y }, { link: "relu" });
  expect(told.weights[1] / told.weights[0]).toBeCloseTo(-0.5, 8);
  // The isotonic curve has 400 rows to bend at: 1 % of the ratio.
  const found = await fit({ x, y });
  expect(Math.abs(found.weights[1] / found.weights[0] + 0.5)).toBeLessThan(0.01);
});

test("a link of one's own: as a polyline in the model", async () => {
  const root = ownLink({ name: "root", value: (z) => Math.sign(z) * Math.sqrt(Math.abs(z)), copies: 32 });
  const drawn = sample(links.relu(), { rows: 300, seed: 9, noise: 0 });
  const { value } = linkAt(root);
  const y = drawn.index.map((z) => value(2 * z + 1));
  const model = await fit({ ...arrays(drawn), y }, { link: root });
  expect(degrees(model, drawn)).toBeLessThan(3);
  const u = curveAt(model.link);
  const errors = indexOf(model, drawn).map((z, i) => Math.abs(u(z) - y[i]));
  // The root is infinitely steep at one place; everywhere else the polyline of 400 pieces is close.
  expect(errors.sort()[Math.floor(0.9 * errors.length)]).toBeLessThan(0.1);
});
