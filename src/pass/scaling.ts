/**
 * Packing centers and scales every column, x ↦ (x − center) / scale, so that offsets of 10⁶ do not eat the digits
 * of a product. The rule is exact, affine and kept in the model.
 */
import { type Design, rowStart } from "../data/design.ts";

export interface Scaling {
  /** d weighted column means. */
  readonly center: Float64Array;
  /** d weighted standard deviations; 1 for a column that is constant on these rows. */
  readonly scale: Float64Array;
}

/** Sums about the first row: in one reading, unless it lies so far out, or in such units, that digits would be lost. */
export function scalingOf(design: Design, centered = true): Scaling {
  const { n, d, x } = design;
  const weights = design.weights ?? new Float64Array(n).fill(1);
  const at = rowStart(design, 0);
  const about = centered ? x.slice(at, at + d) : new Float64Array(d);
  const sums = sumsAbout(design, weights, about);
  const center = centered ? about.map((first, j) => first + sums.first[j] / sums.mass) : about;
  const deviations = deviationsFrom(sums, centered) ?? deviationsAbout(design, weights, center);
  // Rounding leaves a constant column a deviation of order ε|mean|, which is no signal.
  const scale = deviations.map((deviation, j) =>
    deviation > 1e-13 * Math.abs(center[j]) && Number.isFinite(deviation) ? deviation : 1,
  );
  return { center, scale };
}

interface Sums {
  /** Σω. */
  readonly mass: number;
  /** Σω(x − about) of each column. */
  readonly first: Float64Array;
  /** Σω(x − about)². */
  readonly second: Float64Array;
}

/** Four rows at a time, so that sums are not fetched and stored for each. */
function sumsAbout(design: Design, weights: Float64Array, about: Float64Array): Sums {
  const { n, d, x } = design;
  const first = new Float64Array(d);
  const second = new Float64Array(d);
  let mass = 0;
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const a = rowStart(design, i);
    const b = rowStart(design, i + 1);
    const c = rowStart(design, i + 2);
    const e = rowStart(design, i + 3);
    const wa = weights[i];
    const wb = weights[i + 1];
    const wc = weights[i + 2];
    const we = weights[i + 3];
    mass += wa + wb + (wc + we);
    for (let j = 0; j < d; j++) {
      const origin = about[j];
      const xa = x[a + j] - origin;
      const xb = x[b + j] - origin;
      const xc = x[c + j] - origin;
      const xe = x[e + j] - origin;
      first[j] += wa * xa + wb * xb + (wc * xc + we * xe);
      second[j] += wa * xa * xa + wb * xb * xb + (wc * xc * xc + we * xe * xe);
    }
  }
  for (; i < n; i++) {
    const at = rowStart(design, i);
    mass += weights[i];
    for (let j = 0; j < d; j++) {
      const deviation = x[at + j] - about[j];
      first[j] += weights[i] * deviation;
      second[j] += weights[i] * deviation * deviation;
    }
  }
  return { mass, first, second };
}

/** The squared distance of the mean from what sums are about, in variances, that costs no more than three digits. */
const FAR = 1000;

/** Standard deviations, from the mean or from 0; undefined where the sums do not tell them to a dozen digits. */
function deviationsFrom({ mass, first, second }: Sums, centered: boolean): Float64Array | undefined {
  const deviations = new Float64Array(first.length);
  for (let j = 0; j < first.length; j++) {
    const shift = centered ? first[j] / mass : 0;
    const variance = second[j] / mass - shift * shift;
    if (!(variance > 1e-250 && variance < 1e250 && shift * shift <= FAR * variance)) return undefined;
    deviations[j] = Math.sqrt(variance);
  }
  return deviations;
}

/** The same by two more readings: deviations in units of the largest, as the squares of 1e200 or 1e-200 are no numbers. */
function deviationsAbout(design: Design, weights: Float64Array, center: Float64Array): Float64Array {
  const { n, d, x } = design;
  const largest = new Float64Array(d);
  const squares = new Float64Array(d);
  let mass = 0;
  for (let i = 0; i < n; i++) {
    const at = rowStart(design, i);
    for (let j = 0; j < d; j++) largest[j] = Math.max(largest[j], Math.abs(x[at + j] - center[j]));
  }
  for (let i = 0; i < n; i++) {
    const at = rowStart(design, i);
    mass += weights[i];
    for (let j = 0; j < d; j++) {
      if (largest[j] === 0) continue;
      const ratio = (x[at + j] - center[j]) / largest[j];
      squares[j] += weights[i] * ratio * ratio;
    }
  }
  return squares.map((sum, j) => largest[j] * Math.sqrt(sum / mass));
}

/** The rows in packed units, n×d row-major. A column that is constant here comes out as exactly 0. */
export function packed(design: Design, { center, scale }: Scaling): Float64Array {
  const { n, d, x } = design;
  const out = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    const at = rowStart(design, i);
    const to = i * d;
    for (let j = 0; j < d; j++) out[to + j] = (x[at + j] - center[j]) / scale[j];
  }
  return out;
}

/** weights and offset in the data's units of an index given in packed units. */
export function inDataUnits(
  w: Float64Array,
  offset: number,
  { center, scale }: Scaling,
): { weights: Float64Array; offset: number } {
  const weights = w.map((weight, j) => weight / scale[j]);
  return { weights, offset: weights.reduce((sum, weight, j) => sum - weight * center[j], offset) };
}
