/**
 * A plain explanation that asks little of the noise: y = u(z) + s(z)η, η of any law, told by a histogram of as many
 * residuals a cell; and values that are met over and over, such as the zeros of labels that are cut off there, have a
 * probability along z of their own. They rise with z like all else: P(y ≤ a | z) falls. What this explains is the law of
 * y given z, not contamination; zeros at the top it does not explain.
 */
import { gathered } from "../data/rows.ts";
import { ln } from "../math/elementary.ts";
import { isotonicRegression } from "../math/isotonic.ts";
import { atomDensity, atomsOf } from "./atoms.ts";
import { smoothCurve } from "./freeCurve.ts";
import { type IndexBins, indexBins, interpolated, upperBound } from "./indexBins.ts";
import { labelsOf } from "./labels.ts";

interface Along {
  readonly z: Float64Array;
  readonly y: Float64Array;
}

/** Curves of so many bins, of so many rows each. */
const [MOST_BINS, BIN_ROWS] = [30, 15];
/** Rows of the overall share in every bin. */
const PRIOR_ROWS = 10;
/** Scales are smoothed along z, with so many rows of the overall one. */
const [BANDWIDTH, SCALE_PRIOR] = [0.25, 2];
/** A cell of the histogram has so many residuals. */
const CELL_ROWS = 25;
/** Of η: a Cauchy law, for what no residual was like. */
const BROAD_SHARE = 0.05;

/** The log-likelihood of each of the other rows. */
export function atomsApart({ z, y }: Along, other: Along): Float64Array {
  const { leastNoise } = labelsOf(y);
  const bins = binsOf(z);
  const below = (holds: (value: number) => boolean): Float64Array =>
    interpolated(
      bins.centers,
      falling(
        bins,
        y.map((value) => (holds(value) ? 1 : 0)),
      ),
      other.z,
    );
  const probabilities = new Map<number, Float64Array>();
  const isRest = new Float64Array(other.z.length).fill(1);
  for (const atom of atomsOf(y)) {
    const [to, under] = [below((value) => value <= atom), below((value) => value < atom)];
    // Half a row more that is an atom, and half a row that is none.
    const share = to.map((p, i) => (p - under[i] + 0.5 / y.length) / (1 + 1 / y.length));
    probabilities.set(atom, share);
    for (let i = 0; i < isRest.length; i++) isRest[i] = Math.max(isRest[i] - share[i], 0.5 / y.length);
  }
  const rest = Int32Array.from(y.keys()).filter((i) => !probabilities.has(y[i]));
  const scores = freeNoise({ z: gathered(z, rest), y: gathered(y, rest) }, other, leastNoise);
  return scores.map((score, i) => {
    const atom = probabilities.get(other.y[i]);
    return atom === undefined ? ln(isRest[i]) + score : ln(atomDensity(atom[i], leastNoise));
  });
}

const binsOf = (z: Float64Array): IndexBins => indexBins(z, Math.min(MOST_BINS, Math.ceil(z.length / BIN_ROWS)));

/** The share of marked rows, falling along z; drawn to the overall share. */
function falling(bins: IndexBins, marks: Float64Array): Float64Array {
  const overall = marks.reduce((sum, mark) => sum + mark, 0) / marks.length;
  const up = binMeans(bins, marks, overall).map((mean) => -mean);
  return isotonicRegression(up, bins.mass).map((value) => -value);
}

/** The log-density of y = u(z) + s(z)η at other rows. */
function freeNoise({ z, y }: Along, other: Along, least: number): Float64Array {
  if (z.length === 0) return new Float64Array(other.z.length).fill(-Infinity);
  const bins = binsOf(z);
  const u = isotonicRegression(binMeans(bins, y), bins.mass);
  const fitted = interpolated(bins.centers, u, z);
  const residuals = y.map((value, i) => value - fitted[i]);
  const sizes = residuals.map(Math.abs);
  const scales = smoothCurve(bins, sizes, BANDWIDTH, undefined, SCALE_PRIOR).map((scale) => Math.max(scale, least));
  const scale = interpolated(bins.centers, scales, z);
  const law = histogram(residuals.map((r, i) => r / scale[i]).sort());
  const [mean, s] = [interpolated(bins.centers, u, other.z), interpolated(bins.centers, scales, other.z)];
  return other.y.map((value, i) => ln(law((value - mean[i]) / s[i]) / s[i]));
}

/** A density with as many of the values in each cell. @param sorted values, ascending */
function histogram(sorted: Float64Array): (eta: number) => number {
  const cells = Math.max(1, Math.floor(sorted.length / CELL_ROWS));
  const edges = Float64Array.from(
    { length: cells + 1 },
    (_, k) => sorted[Math.floor((k * (sorted.length - 1)) / cells)],
  );
  return (eta) => {
    const k = upperBound(edges, eta) - 1;
    const width = k >= 0 && k < cells ? edges[k + 1] - edges[k] : Infinity;
    return (1 - BROAD_SHARE) / (cells * width) + BROAD_SHARE / (Math.PI * (1 + eta * eta));
  };
}

/** The bins' means, drawn to a value. */
function binMeans({ count, binOf, mass }: IndexBins, values: Float64Array, to?: number): Float64Array {
  const prior = to === undefined ? 0 : PRIOR_ROWS;
  const sums = new Float64Array(count).fill(prior * (to ?? 0));
  for (let i = 0; i < values.length; i++) sums[binOf[i]] += values[i];
  return sums.map((sum, k) => sum / (mass[k] + prior));
}
