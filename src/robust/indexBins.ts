/**
 * Bins of the index for curves: at most about n/K rows each and at most .12 deviations wide, so that tails, which
 * decide biased links, are resolved. Between the bins' centers a curve is linear.
 */

export interface IndexBins {
  readonly count: number;
  /** count − 1 ascending edges: z falls in bin #{edges ≤ z}. */
  readonly edges: Float64Array;
  /** The bin of each row. */
  readonly binOf: Int32Array;
  /** The mean z of each bin's rows. */
  readonly centers: Float64Array;
  readonly mass: Float64Array;
  /** Each row lies between the centers `left` and `left + 1`, this share of the way (clamped at both ends). */
  readonly left: Int32Array;
  readonly share: Float64Array;
}

/** No bin is wider, in deviations of z. */
const WIDEST = 0.12;
/** So many quantiles of z tell where edges go, and they are those of so many rows at most, evenly taken. */
const [QUANTILES, SORTED_ROWS] = [2000, 5000];

/** How many bins so many rows tell a curve in. */
export const binsFor = (n: number): number => Math.floor(Math.min(150, Math.max(15, Math.sqrt(n) / 1.5)));

export function indexBins(z: Float64Array, most: number = binsFor(z.length)): IndexBins {
  const edges = edgesOf(z, most);
  const n = z.length;
  const count = edges.length + 1;
  const binOf = new Int32Array(n);
  const mass = new Float64Array(count);
  const sums = new Float64Array(count);
  const placeOf = guided(edges);
  for (let i = 0; i < n; i++) {
    const bin = placeOf(z[i]);
    binOf[i] = bin;
    mass[bin] += 1;
    sums[bin] += z[i];
  }
  const centers = sums.map((sum, k) => sum / mass[k]);
  const left = new Int32Array(n);
  const share = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const bin = binOf[i];
    const at = Math.max(0, Math.min(z[i] < centers[bin] ? bin - 1 : bin, count - 2));
    const width = count > 1 ? centers[at + 1] - centers[at] : 0;
    left[i] = at;
    share[i] = width > 0 ? Math.min(1, Math.max(0, (z[i] - centers[at]) / width)) : 0;
  }
  return { count, edges, binOf, centers, mass, left, share };
}

/** A curve given at the centers, at every row. */
export function atRows({ count, left, share }: IndexBins, values: Float64Array): Float64Array {
  const out = new Float64Array(left.length);
  if (count === 1) return out.fill(values[0]);
  for (let i = 0; i < out.length; i++) {
    const k = left[i];
    out[i] = values[k] + (values[k + 1] - values[k]) * share[i];
  }
  return out;
}

/** A curve given at ascending centers, at any z: linear between them, constant beyond. */
export function interpolated(centers: Float64Array, values: Float64Array, z: Float64Array): Float64Array {
  const out = new Float64Array(z.length);
  const last = centers.length - 1;
  const placeOf = guided(centers);
  for (let i = 0; i < z.length; i++) {
    const above = placeOf(z[i]);
    if (above === 0) out[i] = values[0];
    else if (above > last) out[i] = values[last];
    else {
      const k = above - 1;
      out[i] = values[k] + ((values[k + 1] - values[k]) * (z[i] - centers[k])) / (centers[k + 1] - centers[k]);
    }
  }
  return out;
}

/** Cells of a guide for each number that it leads to. */
const FINER = 4;

/** value ↦ #{ascending ≤ value}, by a guide: cells of equal width, each knowing the first number that it may meet. */
function guided(ascending: Float64Array): (value: number) => number {
  const count = ascending.length;
  const cells = FINER * count;
  const [low, high] = [ascending[0], ascending[count - 1]];
  const pace = cells / (high - low);
  if (!(pace > 0 && pace < Infinity)) return (value) => upperBound(ascending, value);
  const cellOf = (value: number): number => Math.max(0, Math.min(cells - 1, Math.floor((value - low) * pace)));
  const first = new Int32Array(cells + 1).fill(count);
  for (let k = count - 1; k >= 0; k--) first[cellOf(ascending[k])] = k;
  for (let cell = cells - 1; cell >= 0; cell--) first[cell] = Math.min(first[cell], first[cell + 1]);
  return (value) => {
    const cell = cellOf(value);
    // What is not a number lies in no cell, and before all numbers.
    return cell >= 0 ? upperBound(ascending, value, first[cell], first[cell + 1]) : 0;
  };
}

/** #{ascending ≤ value}, known to lie from `low` to `high`. */
export function upperBound(ascending: Float64Array, value: number, low = 0, high = ascending.length): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ascending[middle] <= value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * Edges along t(z) = K·rank/n + z/(.12 deviations), in equal steps: neither many rows nor much of z in one bin. Where
 * ties or gaps would leave a bin empty it has no edge.
 */
function edgesOf(z: Float64Array, most: number): Float64Array {
  const n = Math.min(z.length, SORTED_ROWS);
  const sorted = new Float64Array(n);
  for (let i = 0; i < n; i++) sorted[i] = z[Math.floor((i * z.length) / n)];
  sorted.sort();
  const at = (q: number): number => sorted[Math.floor(q * (n - 1))];
  const deviation = Math.max((at(0.9) - at(0.1)) / 2.56, 1e-12);
  const points = Math.min(n, QUANTILES);
  const value = new Float64Array(points);
  const t = new Float64Array(points);
  for (let k = 0; k < points; k++) {
    const rank = points === 1 ? 0 : Math.floor((k * (n - 1)) / (points - 1));
    value[k] = sorted[rank];
    t[k] = (most * rank) / n + (sorted[rank] - sorted[0]) / (WIDEST * deviation);
  }
  const bins = Math.min(Math.max(Math.floor(t[points - 1]), 2), 3 * most);
  const edges: number[] = [];
  let k = 0;
  let below = 0;
  for (let b = 1; b < bins; b++) {
    const target = (t[points - 1] * b) / bins;
    while (k < points - 2 && t[k + 1] < target) k++;
    const width = t[k + 1] - t[k];
    const edge = width > 0 ? value[k] + ((value[k + 1] - value[k]) * (target - t[k])) / width : value[k];
    const before = below;
    while (sorted[below] < edge) below++;
    if (below > before && below < n) edges.push(edge);
  }
  return Float64Array.from(edges);
}
