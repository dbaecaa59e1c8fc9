/** The contract of a learner: a unit vector, the same bits from the same rows, clean neurons found, and found again. */
import { beforeAll, describe, expect, test } from "vitest";
import { learners } from "../../src/learners/index.ts";
import { angle, degrees, dot, norm, unit } from "../../src/math/vectors.ts";
import type { Knowledge } from "../../src/method/judge.ts";
import { STOP_SENTENCES } from "../../src/method/result.ts";
import type { Found } from "../../src/method/trial.ts";
import { bitsOf, designOf, normals, passOver, row } from "../fixtures/rows.ts";
import { trialOver } from "../fixtures/trial.ts";

const [N, D] = [2000, 3];
const X = normals(1, N * D);
const NOISE = normals(2, N);
const TARGET = unit(Float64Array.of(2, -1, 1));
const LINK = { name: "relu", parameters: { bias: 0.2 } };
const INDEX = Float64Array.from({ length: N }, (_, i) => dot(row(X, D, i), TARGET));
const REAL = INDEX.map((z, i) => Math.max(1.5 * z - 0.5, 0) + 0.2 * NOISE[i]);
// 0/1 labels of a probit: no link of the catalogue's learners is exact, all are monotone.
const BINARY = INDEX.map((z, i) => (2 * z - 0.3 + NOISE[i] > 0 ? 1 : 0));

describe.each(Object.keys(learners))("%s", (name) => {
  const learner = learners[name]();
  const told = learner.link === "told";
  const knowledge: Knowledge = { ...(told && { link: LINK }), intercept: true, fixed: false };
  const y = learner.labels === "binary" ? BINARY : REAL;
  const trial = trialOver(designOf(X, y, D), knowledge);
  let found: Found;
  beforeAll(async () => {
    found = await learner.learn(trial);
  });

  test("says its name, and finds the direction of a clean neuron", () => {
    expect(learner.name).toBe(name);
    expect(norm(found.w)).toBeCloseTo(1, 14);
    // Coarse learners may end farther off; what is known of the others:
    // √(2/1500) × noise .2 over a slope of 1.5 on a third of the rows, .5°; the straight line of OLS and a probit's 0/1
    // labels leave more noise, 1° and 2°. Twice that, and the floor at which paths end.
    expect(degrees(angle(found.w, TARGET))).toBeLessThan(learner.coarse ? 20 : learner.labels === "binary" ? 5 : 3);
    expect(Object.keys(STOP_SENTENCES)).toContain(found.stop);
    expect(found.stops).toContain(found.stop);
    expect(found.losses.length).toBeGreaterThan(0);
    expect(found.losses).toContain(found.loss);
    expect(found.known === undefined).toBe(learner.link === "found");
  });

  test("is the same twice, to the bit", async () => {
    const twin = await learner.learn(trialOver(designOf(X, y, D), knowledge));
    expect(bitsOf(twin.w)).toBe(bitsOf(found.w));
    expect(twin.losses).toEqual(found.losses);
  });

  test("again goes on over all rows", async () => {
    for (const polished of [false, true]) {
      const again = await learner.again({ ...found, polished }, { ...trial, train: passOver(designOf(X, y, D)) });
      expect(norm(again.w)).toBeCloseTo(1, 14);
      expect(degrees(angle(again.w, found.w))).toBeLessThan(learner.coarse ? 20 : 3);
      expect(again.known === undefined).toBe(learner.link === "found");
    }
  });

  test("hears the signal, and ends with what it has", async () => {
    const { w, stop } = await learner.learn({ ...trial, signal: AbortSignal.abort() });
    expect(stop).toBe("aborted");
    expect(w.every(Number.isFinite)).toBe(true);
  });

  test("one feature, and fewer rows than features, are learned without a complaint", async () => {
    const narrow = trialOver(designOf(INDEX.slice(0, 200), y.slice(0, 200), 1), knowledge);
    expect((await learner.learn(narrow)).w[0]).toBeCloseTo(1, 12);
    const wide = trialOver(designOf(normals(3, 20 * 40), y.slice(0, 20), 40), knowledge);
    expect((await learner.learn(wide)).w.every(Number.isFinite)).toBe(true);
  });
});
