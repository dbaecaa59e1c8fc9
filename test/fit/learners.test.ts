/** Learners that a fit is asked for by name: what each may be told. */
import { describe, expect, test } from "vitest";
import { fit } from "../../src/fit/fit.ts";
import { angle, degrees } from "../../src/math/vectors.ts";
import { square } from "../../src/problem/links/square.ts";
import { gaussian } from "../../src/problem/marginals/gaussian.ts";
import { synthetic } from "../../src/problem/sample.ts";

const { x, y, n, d, target } = synthetic({
  link: square(),
  marginal: gaussian(),
  rows: 2000,
  features: 5,
  seed: 1,
  noise: 0.2,
});

describe("links that fall and rise", () => {
  test("are for learners of any shape: phase retrieval by gaussianSim", async () => {
    const { weights, heldOut } = await fit({ x, y, n, d }, { link: "square", learner: "gaussianSim" });
    const away = degrees(angle(Float64Array.from(weights), target));
    // Half a turn is the same neuron. 1500 rows, k* = 2: √(d/n) times the deviation of y z about 3, 7°.
    expect(Math.min(away, 180 - away)).toBeLessThan(10);
    expect(heldOut.fit.r2).toBeGreaterThan(0.8);
  });

  test("are refused by the others, in a sentence", async () => {
    await expect(fit({ x, y, n, d }, { link: "square" })).rejects.toThrow(
      'link: not monotone, got "square"; use a monotone link, or a learner of any, such as gaussianSim',
    );
  });
});

test("learners of two kinds of labels refuse numbers", async () => {
  await expect(fit({ x, y, n, d }, { learner: "halfspace" })).rejects.toThrow(
    'learner: halfspace is for labels of two kinds, got "numbers"; leave it out, or name a target of two values',
  );
});
