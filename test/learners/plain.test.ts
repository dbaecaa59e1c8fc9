/** The plain comparisons against scikit-learn, frozen by scripts/freeze/logistic.py. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { learners } from "../../src/learners/index.ts";
import { RandomStream } from "../../src/math/random.ts";
import { scaled } from "../../src/math/vectors.ts";
import type { Knowledge } from "../../src/method/judge.ts";
import { whiten } from "../../src/method/whiten.ts";
import { memoryPass } from "../../src/pass/memory.ts";
import { ask } from "../../src/pass/pass.ts";
import { inDataUnits, scalingOf } from "../../src/pass/scaling.ts";
import { designOf } from "../fixtures/rows.ts";

interface Frozen {
  readonly y: number[];
  readonly unit?: number;
  readonly coefficients: number[];
  readonly intercept: number;
  readonly standardErrors: number[];
  readonly interceptError: number;
}

const golden = JSON.parse(readFileSync(new URL("../golden/logistic.json", import.meta.url), "utf8"));
const { d } = golden;
const x = Float64Array.from(golden.x, (value: number, k: number) => value * golden.units[k % d]);

async function learned(name: "ols" | "logistic", { y, unit = 1 }: Frozen) {
  const labels = Float64Array.from(y, (value) => value * unit);
  const design = designOf(x, labels, d);
  const scaling = scalingOf(design);
  const train = memoryPass(design, scaling);
  const whitening = whiten(await ask(train, { kind: "moments" }), d, 1e-8);
  const knowledge: Knowledge = { intercept: true, fixed: false };
  const bench = { train, heldOut: train };
  const trial = { train, small: train, bench, whitening, sortedLabels: labels, stream: new RandomStream(1), knowledge };
  const found = await learners[name]().learn(trial);
  const { scale, shift } = found.known ?? { scale: Number.NaN, shift: Number.NaN };
  return { ...inDataUnits(scaled(whitening.line(found.w).w, scale), shift, scaling), stop: found.stop };
}

/**
 * Both solve to rounding; what is left is the ridge of 1e-8 of the mean diagonal in the scoring step, which moves no
 * Newton solution, only the way there. 1e-6 of a standard error is far below anything a reader of the fit can see.
 */
describe.each([
  ["ols", golden.linear as Frozen],
  ["logistic", golden.logistic as Frozen],
] as const)("%s", (name, frozen) => {
  test("is scikit-learn's fit, in the data's units", async () => {
    const { weights, offset, stop } = await learned(name, frozen);
    expect(stop).toBe("converged");
    for (const [j, weight] of weights.entries()) {
      expect(Math.abs(weight - frozen.coefficients[j])).toBeLessThan(1e-6 * frozen.standardErrors[j]);
      expect(Math.abs(weight - frozen.coefficients[j])).toBeLessThan(1e-6 * Math.abs(frozen.coefficients[j]));
    }
    expect(Math.abs(offset - frozen.intercept)).toBeLessThan(1e-6 * frozen.interceptError);
  });
});
