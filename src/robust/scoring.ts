/**
 * Fisher scoring for the direction under the mixture, the curve following: the information of a row is p ω h²/s², its
 * score p ω h r/s², h the curve's slope, smoothed less as the direction settles; contamination that varies with z
 * tells of the direction as well, by the slope of its log-odds. This step, not a better search, is what closes the gap
 * to the fit that is told everything.
 */
import { ln } from "../math/elementary.ts";
import { type IndexBins, indexBins, interpolated } from "./indexBins.ts";
import type { Labels } from "./labels.ts";
import { type CurveRule, type CurveStart, type Mixture, mixture, noiseAt, type RowCauses, tilted } from "./mixture.ts";
import type { NoiseLaw } from "./noiseLaw.ts";
import type { Rows } from "./rows.ts";
import { type RowScores, scoringStep } from "./scoringStep.ts";
import { slopeAt } from "./slope.ts";
import { slopeWidth, WIDEST } from "./slopeWidth.ts";

/** A direction and what it explains. */
export interface Explained {
  readonly w: Float64Array;
  readonly mixture: Mixture;
}

export interface ScoringOptions extends RowCauses {
  readonly law: NoiseLaw;
  readonly curve: CurveRule;
  /** ε where it is known. */
  readonly share?: number;
  readonly steps: number;
  /** δ of the first step; each step has .65 of the one before, down to what the slope wants. */
  readonly bandwidth: number;
  /** Where EM starts at a direction that has no curve yet. */
  readonly starts: (bins: IndexBins) => readonly CurveStart[];
  /** A mixture to go on from. */
  readonly from?: Mixture;
}

const NARROWER = 0.65;
/** Steps below this, radians, move nothing. */
const SMALL = 1e-3;
const [FIRST_ROUNDS, ROUNDS] = [6, 4];
const MOST_ODDS = 5;

/** The last iterate whose likelihood is within noise, d/n, of the best. */
export async function score(
  rows: Rows,
  labels: Labels,
  start: Float64Array,
  options: ScoringOptions,
): Promise<Explained> {
  const { n, d } = rows;
  const slack = d / n;
  const path: Explained[] = [];
  let w = start;
  let bandwidth = options.bandwidth;
  let top = -Infinity;
  let least: number | undefined;
  let behind = 0;
  let length = Infinity;
  for (let step = 0; ; step++) {
    const z = await rows.index(w);
    const now = mixtureAt(z, labels, { ...options, ...(path.length > 0 && { from: path[path.length - 1].mixture }) });
    path.push({ w, mixture: now });
    behind = now.logLikelihood > top - slack ? 0 : behind + 1;
    top = Math.max(top, now.logLikelihood);
    if (step === options.steps || length < SMALL || (behind >= 2 && bandwidth === least)) break;
    const share = now.shares;
    const byRow = { ...now, share: Float64Array.from(now.bins.binOf, (bin) => share[bin]) };
    const told = scoresOf(z, now, byRow, bandwidth, options);
    ({ w, length } = await scoringStep(rows, w, now.bins, told));
    bandwidth *= NARROWER;
    if (bandwidth < WIDEST) least ??= slopeWidth(now, labels.y, options.curve, options);
    bandwidth = Math.max(bandwidth, least ?? 0);
  }
  return path.filter(({ mixture: at }) => at.logLikelihood >= top - slack).at(-1) as Explained;
}

/** The likeliest mixture at a direction from all starts, or from the one given. */
export const mixtureAt = (...at: Parameters<typeof mixturesAt>): Mixture =>
  mixturesAt(...at).reduce((a, b) => (b.logLikelihood > a.logLikelihood ? b : a));

/** The mixtures at a direction from each of the starts, or from the one given. */
export function mixturesAt(
  z: Float64Array,
  labels: Labels,
  {
    law,
    curve,
    share,
    starts,
    from,
    spread,
    odds,
    outlying,
    rounds,
  }: Omit<ScoringOptions, "steps" | "bandwidth"> & { rounds?: number },
): Mixture[] {
  const bins = indexBins(z);
  const causes = {
    ...(spread && { spread }),
    ...(odds && { odds }),
    ...(outlying && { outlying }),
    ...(share !== undefined && { share }),
  };
  const options = { law, curve, rounds: rounds ?? (from ? ROUNDS : FIRST_ROUNDS), ...causes };
  const begin = from === undefined ? starts(bins) : [carried(from, bins)];
  return begin.map((start) => mixture(bins, labels, start, options));
}

/** A mixture's curve on other bins. */
function carried({ bins, u, link, s, share, shares }: Mixture, { centers }: IndexBins): CurveStart {
  const there = (values: Float64Array) => interpolated(bins.centers, values, centers);
  return { u: there(u), ...(link && { link }), s, share, shares: there(shares) };
}

/** The rows' scores along their index, and their information. @param share ε by row, before its odds are tilted */
export function scoresOf(
  z: Float64Array,
  { bins, law, leastNoise, u, s, shares }: Mixture,
  { sure, residuals, share }: Pick<Mixture, "sure" | "residuals"> & { readonly share: Float64Array },
  bandwidth: number,
  { spread, odds }: RowCauses,
): RowScores {
  const slope = slopeAt(bins.centers, u, z, bandwidth);
  const cleanOdds = shares.map((at) => Math.min(Math.max(ln((1 - at) / at), -MOST_ODDS), MOST_ODDS));
  const oddsSlope = slopeAt(bins.centers, cleanOdds, z, bandwidth);
  const information = new Float64Array(z.length);
  const scores = new Float64Array(z.length);
  for (let i = 0; i < z.length; i++) {
    const scale = noiseAt(s, leastNoise, spread, i);
    const precision = 1 / (scale * scale);
    const weight = sure[i] * law.weight(residuals[i] * residuals[i] * precision) * precision;
    const corrupted = odds === undefined ? share[i] : tilted(share[i], odds[i]);
    information[i] = weight * slope[i] * slope[i] + corrupted * (1 - corrupted) * oddsSlope[i] * oddsSlope[i];
    scores[i] = weight * slope[i] * residuals[i] + (sure[i] - (1 - corrupted)) * oddsSlope[i];
  }
  return { information, scores };
}
