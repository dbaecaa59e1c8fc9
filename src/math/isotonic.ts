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

/** The blocks of a fit: where each begins, and its value. */
interface Blocks {
  readonly starts: Int32Array;
  readonly values: Float64Array;
}

function pool(y: Float64Array, weights: Float64Array): Blocks {
  const starts = new Int32Array(y.length);
  const values = new Float64Array(y.length);
  const masses = new Float64Array(y.length);
  let last = -1;
  for (let i = 0; i < y.length; i++) {
    // A point without weight has no say: it goes with the block before it, or with the one after it at the very left.
    if (weights[i] === 0 && last >= 0) continue;
    last++;
    starts[last] = i;
    values[last] = weights[i] === 0 ? 0 : y[i];
    masses[last] = weights[i];
    while (last > 0 && (masses[last - 1] === 0 || values[last - 1] >= values[last])) {
      const mass = masses[last - 1] + masses[last];
      values[last - 1] += (values[last] - values[last - 1]) * (masses[last] / mass);
      masses[last - 1] = mass;
      last--;
    }
  }
  return { starts: starts.subarray(0, last + 1), values: values.subarray(0, last + 1) };
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
  const { starts, values } = pool(y, weightsOf(y.length, weights));
  const fitted = new Float64Array(y.length);
  starts.forEach((start, block) => fitted.fill(values[block], start, starts[block + 1]));
  return fitted;
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
  const { starts, values } = pool(points.y, points.weights);
  return { knots: Float64Array.from(starts, (start) => points.z[start]), values: values.slice() };
}
