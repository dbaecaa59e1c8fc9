/**
 * Isotonic regression: the nondecreasing v nearest to y, min Σ wᵢ (vᵢ − yᵢ)² over v₁ ≤ v₂ ≤ … .
 *
 * The pool-adjacent-violators algorithm (PAVA, AyerBRS1955): walk along the points; while a block lies no higher than
 * the one before it, pool the two at their weighted mean. Every point is pooled away at most once: linear time.
 */
import { mergeTies } from "./ties.ts";
import { weightsOf } from "./weights.ts";

/** A nondecreasing staircase: its value at z is that of the last knot ≤ z, and the first value before all knots. */
export interface Staircase {
  /** Strictly increasing. */
  readonly knots: Float64Array;
  /** Strictly increasing for a fit by square loss. */
  readonly values: Float64Array;
}

/**
 * The blocks of a fit: where each begins, its value and its weight. Arrays may have room for more; `count` says how many
 * there are.
 */
export interface Pooled {
  readonly count: number;
  readonly starts: Int32Array;
  readonly values: Float64Array;
  readonly masses: Float64Array;
}

/** Noisy points pool to few blocks, however many they are: room is made as it is needed. */
const FEW = 1000;

/**
 * The blocks of the isotonic fit of points that are in order already. Those so far are a stack; the one that ends at point
 * i is held in hand until no block before it is as high.
 *
 * @param y n values
 * @param weights n weights ≥ 0; all one if left out
 */
export function pool(y: Float64Array, weights?: Float64Array): Pooled {
  const n = y.length;
  let room = Math.min(n, FEW);
  let starts = new Int32Array(room);
  let values = new Float64Array(room);
  let masses = new Float64Array(room);
  let count = 0;
  for (let i = 0; i < n; i++) {
    let mass = weights === undefined ? 1 : weights[i];
    // A point without weight has no say: it goes with the block before it, or with the one after it at the very left.
    if (mass === 0) continue;
    let value = y[i];
    let start = count === 0 ? 0 : i;
    while (count > 0 && values[count - 1] >= value) {
      count--;
      const total = masses[count] + mass;
      value = values[count] + (value - values[count]) * (mass / total);
      mass = total;
      start = starts[count];
    }
    if (count === room) {
      room = Math.min(n, 2 * room);
      starts = grown(starts, new Int32Array(room));
      values = grown(values, new Float64Array(room));
      masses = grown(masses, new Float64Array(room));
    }
    starts[count] = start;
    values[count] = value;
    masses[count] = mass;
    count++;
  }
  return { count, starts, values, masses };
}

/** The larger array, beginning with the smaller one. */
function grown<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/**
 * The isotonic fit of points that are in order already, at every point. Linear time.
 *
 * A point of weight 0 takes the value of the nearest point before it that has weight, else of the first after it;
 * all are 0 where no point has weight.
 *
 * @param y n values
 * @param weights n weights ≥ 0; all one if left out
 * @throws DataError where a weight is negative or not finite.
 *
 * @example
 * isotonicRegression(Float64Array.of(1, 3, 2, 4)); // 1, 2.5, 2.5, 4
 */
export function isotonicRegression(y: Float64Array, weights?: Float64Array): Float64Array {
  const { count, starts, values } = pool(y, weights && weightsOf(y.length, weights));
  const fit = new Float64Array(y.length);
  for (let block = 0; block < count; block++) {
    fit.fill(values[block], starts[block], block + 1 < count ? starts[block + 1] : y.length);
  }
  return fit;
}

/**
 * The isotonic fit of y along z as a staircase, a step for every pooled block. Points may come in any order; those of
 * equal z share a value, those of weight 0 have no say. No knots where no point has weight.
 *
 * @throws DataError where a z is NaN, or a weight is negative or not finite.
 *
 * @example
 * isotonicFit(Float64Array.of(2, 0, 1), Float64Array.of(1, 0, 3)); // knots 0, 1 and values 0, 2
 */
export function isotonicFit(z: Float64Array, y: Float64Array, weights?: Float64Array): Staircase {
  const points = mergeTies(z, y, weights);
  const { count, starts, values } = pool(points.y, points.weights);
  return {
    knots: Float64Array.from({ length: count }, (_, block) => points.z[starts[block]]),
    values: values.slice(0, count),
  };
}
