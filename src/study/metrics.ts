/** The judge: how far what was learned is from the truth. It knows nothing of how it was learned. */
import { type Predictor, predictions } from "../fit/compare.ts";
import { angle, degrees } from "../math/vectors.ts";
import { whiten } from "../method/whiten.ts";
import { squareLoss } from "../problem/loss.ts";
import type { Truth } from "./problem.ts";

export interface Metrics {
  /** Between the weights and w* in the whitened metric, cos θ = wᵀΣw* (wᵀΣw · w*ᵀΣw*)^(−1/2); degrees. */
  readonly angle: number;
  /** Between the weights and w* as they are; degrees. */
  readonly rawAngle: number;
  /** Mean (u(z) − y)² over the test rows, over OPT. Below 1 where the corrupted labels prefer another neuron to w*. */
  readonly lossOverOpt: number;
}

export function metricsOf(learned: Predictor, { target, covariance, test, opt }: Truth): Metrics {
  const { weights } = learned.line;
  const d = weights.length;
  const whitening = whiten({ mass: 1, x: new Float64Array(d), xx: covariance }, d, 0);
  const whitened = (w: Float64Array): Float64Array => whitening.coordinates({ w, offset: 0 });
  return {
    angle: degrees(angle(whitened(weights), whitened(target))),
    rawAngle: degrees(angle(weights, target)),
    lossOverOpt: squareLoss(predictions(learned, { ...test, d }, false), test.y) / opt,
  };
}
