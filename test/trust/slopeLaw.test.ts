import { describe, expect, it } from "vitest";
import { RandomStream } from "../../src/math/random.ts";
import { rowCurve } from "../../src/trust/rowCurve.ts";
import { bendOf, linkRows, linkScores } from "../../src/trust/rowScores.ts";
import { curveSlopeLaw, linkSlopeLaw } from "../../src/trust/slopeLaw.ts";

const N = 2000;
const NOISE = 0.5;

/** ReLU of a normal index, S = ½. */
function sample(seed: number) {
  const stream = new RandomStream(seed);
  const z = Float64Array.from({ length: N }, () => stream.normal());
  return { z, y: z.map((at) => Math.max(at, 0) + NOISE * stream.normal()) };
}

const spreadOf = (influence: Float64Array): number =>
  Math.sqrt(influence.reduce((sum, value) => sum + value * value, 0)) / N;

describe("the average slope", () => {
  const omega = new Float64Array(N).fill(1);
  // Var ℓ = Var u′ + E κ²r² = ¼ + NOISE², κ(z) = z.
  const spread = Math.sqrt((0.25 + NOISE * NOISE) / N);

  it("is found within its standard error, which is that of the theory, over 40 samples (seeds 1 to 40)", () => {
    const ratios = Array.from({ length: 40 }, (_, k) => {
      const { z, y } = sample(k + 1);
      const curve = rowCurve(z, y, omega);
      const { average, influence } = curveSlopeLaw(z, curve, bendOf(curve.residuals, omega), omega);
      expect(Math.abs(spreadOf(influence) / spread - 1)).toBeLessThan(0.15);
      return (average - 0.5) / spreadOf(influence);
    });
    const squares = ratios.reduce((sum, t) => sum + t * t, 0) / ratios.length;
    // The mean of 40 squares of N(0, 1) is 1 ± .22; three of those, and a bias of half a deviation on top.
    expect(squares).toBeGreaterThan(0.35);
    expect(squares).toBeLessThan(1.9);
  });

  it("of a line that is told has the standard error of least squares", () => {
    const stream = new RandomStream(7);
    const z = Float64Array.from({ length: N }, () => stream.normal());
    const y = z.map((at) => 3 * at + 1 + stream.normal());
    const known = { link: { name: "identity", parameters: {} }, scale: 3, shift: 1 } as const;
    const link = linkRows(z, y, known);
    const scores = linkScores(link, omega, false);
    const { average, influence } = linkSlopeLaw(z, link, scores, omega, true);
    // One scoring step from the truth is the estimate.
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / N;
    const [zMean, yMean] = [mean(z), mean(y)];
    const slope =
      mean(z.map((at, i) => (at - zMean) * (y[i] - yMean))) / mean(z.map((at) => (at - zMean) * (at - zMean)));
    expect(average).toBeCloseTo(slope, 10);
    expect(Math.abs(spreadOf(influence) * Math.sqrt(N) - 1)).toBeLessThan(0.1);
  });
});
