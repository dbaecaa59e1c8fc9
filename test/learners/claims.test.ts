/**
 * What Plumbline is for: a strongly biased ReLU, (w*·x − 2.5)₊, whose labels carry a linear decoy of a fifth of its
 * energy. The decoy turns the Chow vector by 68°; fields that weigh all places alike follow it.
 */
import { describe, expect, test } from "vitest";
import { splitRows } from "../../src/data/split.ts";
import { groundOf, trialOn, whiteningAt } from "../../src/fit/ground.ts";
import { opener } from "../../src/fit/opener.ts";
import { learners } from "../../src/learners/index.ts";
import { RandomStream } from "../../src/math/random.ts";
import { angle, degrees } from "../../src/math/vectors.ts";
import type { Knowledge } from "../../src/method/judge.ts";
import type { Trial } from "../../src/method/trial.ts";
import { linearDecoy } from "../../src/problem/adversaries/linearDecoy.ts";
import { relu } from "../../src/problem/links/relu.ts";
import { gaussian } from "../../src/problem/marginals/gaussian.ts";
import { synthetic } from "../../src/problem/sample.ts";
import { designOf } from "../fixtures/rows.ts";

const BIAS = -2.5;
const RELU = { link: { name: "relu", parameters: { bias: BIAS } }, intercept: false };
const TOLD: Knowledge = { ...RELU, fixed: true };
const SEARCHED: Knowledge = { ...RELU, link: { name: "relu", parameters: { bias: 0 } }, intercept: true, fixed: false };
const UNKNOWN: Knowledge = { intercept: true, fixed: false };

/** The angle to w* at which a learner ends, in degrees. */
async function ends(seed: number): Promise<(name: keyof typeof learners, knowledge: Knowledge) => Promise<number>> {
  const { x, y, target, d } = synthetic({
    link: relu({ bias: BIAS }),
    marginal: gaussian(),
    adversary: linearDecoy(),
    budget: 0.2,
    rows: 30_000,
    features: 20,
    seed,
  });
  const design = designOf(x, y, d);
  const stream = new RandomStream(seed);
  const ground = await groundOf(design, splitRows(design, 0.25, stream), stream, opener().open);
  return async (name, knowledge) => {
    const trial: Trial = trialOn(ground, whiteningAt(ground, 1e-8), knowledge);
    const { w } = await learners[name]().learn(trial);
    const weights = trial.whitening.line(w).w.map((weight, j) => weight / ground.scaling.scale[j]);
    return degrees(angle(weights, target));
  };
}

/**
 * Of the seeds 2–6 the two at which ours ended farthest off, so that the suite stays quick; the study runs them all.
 * Measured over the five: monotoneGlm at most 1.07°, with scale and shift searched .98°, monotoneSim 1.70°; GLMtron
 * at least 65.5°, Isotron 65.9°, descent on the square loss 61.9°.
 */
describe.each([4, 6])("seed %i", (seed) => {
  test("the robust learners find w*, the plain ones the decoy", async () => {
    const end = await ends(seed);
    expect(await end("monotoneGlm", TOLD)).toBeLessThan(2);
    expect(await end("monotoneSim", UNKNOWN)).toBeLessThan(3);
    expect(await end("glmtron", TOLD)).toBeGreaterThan(45);
    expect(await end("leastSquares", TOLD)).toBeGreaterThan(45);
    expect(await end("isotron", UNKNOWN)).toBeGreaterThan(45);
    // Told a ReLU without its bias: scale and shift are found along the way.
    if (seed === 4) expect(await end("monotoneGlm", SEARCHED)).toBeLessThan(2);
  });
});
