/**
 * How much smoothing the slope of a curve wants: where a link jumps next to none, where it is smooth and labels are noisy a
 * lot. Of some widths δ the largest at which the curve of most rows, as smooth as its slope will be,
 *
 *     u_δ(z) = u₀ + Σ_k Δu_k Φ((z − midpoint_k)/δ),
 *
 * predicts the labels of the rest as well as at any, by cross-validation on bins of z under the rows' weights.
 */
import { normalDistribution } from "../math/normal.ts";
import { type CurveRule, countsOf, type Mixture, meansUnder, type RowCauses } from "./mixture.ts";

/** Deviations of z. */
export const WIDEST = 0.25;
const WIDTHS = [0.05, 0.12, WIDEST];
const FOLDS = 5;
/** As well as any: less than so much of deviance is lost, Akaike's price of one parameter. */
const AS_GOOD = 2;
/** Beyond so many widths a step is over. */
const REACH = 6;

export function slopeWidth(mixture: Mixture, y: Float64Array, curve: CurveRule, causes: RowCauses): number {
  const { bins, u, s, link } = mixture;
  const { centers } = bins;
  const folds = sumsByFold(mixture, y, causes);
  const fits = folds.map((out) => {
    const { means, masses } = meansUnder(...outside(folds, out), u);
    return curve(means, masses, centers, link).u;
  });
  const losses = WIDTHS.map((width) => {
    const steps = stepsAt(centers, width);
    let loss = 0;
    for (const [f, { masses, sums }] of folds.entries()) {
      const smooth = smoothed(fits[f], steps);
      for (let k = 0; k < smooth.length; k++) loss += smooth[k] * (masses[k] * smooth[k] - 2 * sums[k]);
    }
    return loss;
  });
  const enough = Math.min(...losses) + AS_GOOD * s * s;
  return WIDTHS[losses.findLastIndex((loss) => loss <= enough)] ?? WIDEST;
}

interface Sums {
  readonly masses: Float64Array;
  readonly sums: Float64Array;
}

/** Σω and Σωy of the bins, for every fold of the rows. */
function sumsByFold(mixture: Mixture, y: Float64Array, causes: RowCauses): Sums[] {
  const { binOf, count } = mixture.bins;
  const weights = countsOf(mixture, mixture, causes);
  const folds = Array.from({ length: FOLDS }, () => ({
    masses: new Float64Array(count),
    sums: new Float64Array(count),
  }));
  for (let i = 0; i < y.length; i++) {
    const { masses, sums } = folds[i % FOLDS];
    masses[binOf[i]] += weights[i];
    sums[binOf[i]] += weights[i] * y[i];
  }
  return folds;
}

function outside(folds: readonly Sums[], out: Sums): [masses: Float64Array, sums: Float64Array] {
  const total = (what: keyof Sums): Float64Array =>
    out[what].map((_, k) => folds.reduce((sum, fold) => (fold === out ? sum : sum + fold[what][k]), 0));
  return [total("masses"), total("sums")];
}

/** Φ((z − midpoint_k)/δ) at every center, row-major. */
function stepsAt(centers: Float64Array, width: number): Float64Array {
  const rises = centers.length - 1;
  const steps = new Float64Array(centers.length * rises);
  for (let j = 0; j < centers.length; j++) {
    for (let k = 0; k < rises; k++) {
      const t = (centers[j] - (centers[k] + centers[k + 1]) / 2) / width;
      steps[j * rises + k] = t > REACH ? 1 : t < -REACH ? 0 : normalDistribution(t);
    }
  }
  return steps;
}

function smoothed(u: Float64Array, steps: Float64Array): Float64Array {
  const rises = u.length - 1;
  return u.map((_, j) => {
    let value = u[0];
    for (let k = 0; k < rises; k++) value += (u[k + 1] - u[k]) * steps[j * rises + k];
    return value;
  });
}
