import { expect, it } from "vitest";
import { metricsOf } from "../../src/study/metrics.ts";

// Σ = diag(1, 4), w* = (1, 0), w = (1, 1): raw angle 45°, whitened angle of (1, 2) to (1, 0), arctan 2 = 63.43°.
const truth = {
  target: Float64Array.of(1, 0),
  covariance: Float64Array.of(1, 0, 0, 4),
  test: { n: 2, x: Float64Array.of(1, 1, 2, -1), y: Float64Array.of(1, 2) },
  opt: 0.5,
};

it("measures angles in both metrics and the loss over OPT, by hand", () => {
  // z = 2 and 1, u(z) = 3z − 1 = 5 and 2: the loss is ((5 − 1)² + 0)/2 = 8, over OPT 16.
  const { angle, rawAngle, lossOverOpt } = metricsOf(
    {
      line: { weights: Float64Array.of(1, 1), centers: Float64Array.of(0, 0) },
      curve: { name: "identity", parameters: {}, scale: 3, shift: -1 },
    },
    truth,
  );
  expect(rawAngle).toBeCloseTo(45, 10);
  expect(angle).toBeCloseTo((Math.atan(2) * 180) / Math.PI, 10);
  expect(lossOverOpt).toBeCloseTo(16, 10);
});

it("finds no angle between w* and a multiple of it, and a half turn to its opposite", () => {
  const at = (first: number): number =>
    metricsOf(
      {
        line: { weights: Float64Array.of(first, 0), centers: Float64Array.of(0, 0) },
        curve: { name: "identity", parameters: {}, scale: 1, shift: 0 },
      },
      truth,
    ).angle;
  expect(at(7)).toBe(0);
  expect(at(-7)).toBeCloseTo(180, 10);
});
