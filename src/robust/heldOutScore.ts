/** How well a mixture that was fitted to some rows explains others: its log-likelihood of each of them. */
import { ln } from "../math/elementary.ts";
import { interpolated } from "./indexBins.ts";
import { type Labels, labelsLike } from "./labels.ts";
import { type Mixture, noiseAt, type RowCauses, tilted } from "./mixture.ts";
import { givenUpLaw } from "./outlierLaw.ts";
import { mixtureAt, type ScoringOptions } from "./scoring.ts";

/** Other rows lie a little further from the curve than those it was fitted to. */
const WIDER = 1.03;

export function logLikelihoods(
  { bins, u, s, shares, law, leastNoise }: Mixture,
  z: Float64Array,
  labels: Labels,
  { spread, odds, outlying = labels.outlying }: RowCauses = {},
): Float64Array {
  const fitted = interpolated(bins.centers, u, z);
  const share = interpolated(bins.centers, shares, z);
  return labels.y.map((value, i) => {
    const scale = WIDER * noiseAt(s, leastNoise, spread, i);
    const ratio = (value - fitted[i]) / scale;
    const corrupted = odds === undefined ? share[i] : tilted(share[i], odds[i]);
    return ln(((1 - corrupted) * law.density(ratio * ratio)) / scale + corrupted * outlying[i] + Number.MIN_VALUE);
  });
}

/** How likely each label is clean, how far it is from the curve, and ε there. */
export function seen(
  { bins, u, s, shares, law, leastNoise }: Mixture,
  z: Float64Array,
  labels: Labels,
  causes: RowCauses = {},
): Pick<Mixture, "sure" | "residuals"> & { readonly share: Float64Array } {
  const residuals = interpolated(bins.centers, u, z).map((fitted, i) => labels.y[i] - fitted);
  const share = interpolated(bins.centers, shares, z);
  const { outlying } = labels;
  return { sure: sureOf(residuals, { law, s, leastNoise, share, outlying }, causes), residuals, share };
}

/** How likely each label is clean. @param share ε by row, before its odds are tilted */
export function sureOf(
  residuals: Float64Array,
  {
    law,
    s,
    leastNoise,
    share,
    outlying,
  }: Pick<Mixture, "law" | "s" | "leastNoise"> & Record<"share" | "outlying", Float64Array>,
  { spread, odds, outlying: known = outlying }: RowCauses,
): Float64Array {
  return residuals.map((r, i) => {
    const scale = noiseAt(s, leastNoise, spread, i);
    const ratio = r / scale;
    const corrupted = odds === undefined ? share[i] : tilted(share[i], odds[i]);
    const clean = ((1 - corrupted) * law.density(ratio * ratio)) / scale;
    return clean / (clean + corrupted * known[i]);
  });
}

export interface HeldOut {
  /** By held-out row. */
  readonly scores: Float64Array;
  readonly mixture: Mixture;
}

/** Twice: the law of the labels given up, then the mixture again under it. */
const ROUNDS = 2;

/** The last score of a direction: by row of the held-out ones, with the law of corrupted labels told by the training rows. */
export function heldOutScore(
  z: Float64Array,
  labels: Labels,
  other: { readonly z: Float64Array; readonly labels: Labels; readonly causes?: RowCauses },
  options: Omit<ScoringOptions, "steps" | "bandwidth"> & { readonly from: Mixture },
): HeldOut {
  let now = options.from;
  let outliers = labels.outliers;
  for (let round = 0; round < ROUNDS; round++) {
    outliers = givenUpLaw(
      labels.outliers,
      labels.y,
      now.sure.map((sure) => 1 - sure),
      labels,
    );
    now = mixtureAt(z, labelsLike(labels, labels.y, outliers), { ...options, from: now });
  }
  return {
    scores: logLikelihoods(now, other.z, labelsLike(labels, other.labels.y, outliers), other.causes),
    mixture: now,
  };
}
