/**
 * Values that are met over and over, such as the zeros of labels that are cut off there, have a probability along z of
 * their own. They rise with z like all else: P(y ≤ a | z) falls. That is the law of y given z, not contamination; zeros at
 * the top it does not explain.
 */
import { gathered } from "../data/rows.ts";
import { ln } from "../math/elementary.ts";
import { isotonicRegression } from "../math/isotonic.ts";
import { atomDensity, atomsOf } from "./atoms.ts";
import { type IndexBins, indexBins, interpolated } from "./indexBins.ts";
import { labelsOf } from "./labels.ts";

interface Along {
  readonly z: Float64Array;
  readonly y: Float64Array;
}

/** Curves of so many bins, of so many rows each. */
const [MOST_BINS, BIN_ROWS] = [30, 15];
/** Rows of the overall share or variance in every bin. */
const PRIOR_ROWS = 10;

/**
 * The log-likelihood of each of the other rows.
 *
 * @param scoresOf what explains the labels that are no atoms
 */
export function atomsApart(
  { z, y }: Along,
  other: Along,
  scoresOf: (rest: Along, other: Along) => Float64Array,
): Float64Array {
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
  for (const atom of atomsAtEnds(y)) {
    const [to, under] = [below((value) => value <= atom), below((value) => value < atom)];
    // Half a row more that is an atom, and half a row that is none.
    const share = to.map((p, i) => (p - under[i] + 0.5 / y.length) / (1 + 1 / y.length));
    probabilities.set(atom, share);
    for (let i = 0; i < isRest.length; i++) isRest[i] = Math.max(isRest[i] - share[i], 0.5 / y.length);
  }
  const rest = Int32Array.from(y.keys()).filter((i) => !probabilities.has(y[i]));
  const scores = scoresOf({ z: gathered(z, rest), y: gathered(y, rest) }, other);
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

/** Those of labels that are cut off, at either end: one amid other labels is no law of y given z. */
function atomsAtEnds(y: Float64Array): number[] {
  const [least, most] = [y.reduce((a, b) => Math.min(a, b)), y.reduce((a, b) => Math.max(a, b))];
  return atomsOf(y).filter((value) => value === least || value === most);
}

/** The bins' means, drawn to a value. */
function binMeans({ count, binOf, mass }: IndexBins, values: Float64Array, to: number): Float64Array {
  const sums = new Float64Array(count).fill(PRIOR_ROWS * to);
  for (let i = 0; i < values.length; i++) sums[binOf[i]] += values[i];
  return sums.map((sum, k) => sum / (mass[k] + PRIOR_ROWS));
}
