/**
 * Isotonic regression by absolute loss: min Σ wᵢ |vᵢ − yᵢ| over v₁ ≤ v₂ ≤ …, an isotonic median.
 *
 * Exact in O(n log n) by dynamic programming (Rote2019) over Fᵢ(v), the least cost of the points 1 … i with vᵢ ≤ v:
 * convex, piecewise linear and flat on the right, so it is told by its bends, kept in a heap. A point puts a bend of 2w
 * at its y, after which F rises with slope w on the right; taking w off the greatest bends makes it flat again, and the
 * greatest bend left is the least mᵢ at which F is least. Backwards, vᵢ = min(mᵢ, v_{i+1}).
 *
 * That gives the lowest of all minimizers; the same from above gives the highest. The fit is halfway between the two,
 * as is the median of an even number of values, so that turning the data upside down turns the fit.
 * (Exact for weights whose sums are; otherwise a tie between minimizers is decided by rounding.)
 */
import type { Staircase } from "./isotonic.ts";
import { MaxHeap } from "./maxHeap.ts";
import { argsort } from "./sort.ts";
import { weightsOf } from "./weights.ts";

/**
 * The isotonic median of points that are in order already, at every point.
 *
 * A point of weight 0 takes the value of the nearest point before it that has weight, else of the first after it;
 * all are 0 where no point has weight.
 *
 * @param y n values
 * @param weights n weights ≥ 0; all one if left out
 * @throws DataError where a weight is negative or not finite.
 *
 * @example
 * isotonicMedian(Float64Array.of(1, 9, 2, 3)); // 1, 2.5, 2.5, 3
 */
export function isotonicMedian(y: Float64Array, weights?: Float64Array): Float64Array {
  const given = weightsOf(y.length, weights);
  const weighty = Int32Array.from(y.keys()).filter((i) => given[i] > 0);
  const fitted = new Float64Array(y.length);
  if (weighty.length === 0) return fitted;
  const values = halfway(groups(weighty, y, given, () => true));
  weighty.forEach((i, k) => fitted.fill(values[k], k === 0 ? 0 : i, weighty[k + 1]));
  return fitted;
}

/**
 * The isotonic median of y along z as a staircase. Points may come in any order; those of equal z share a value,
 * those of weight 0 have no say. No knots where no point has weight.
 *
 * @throws DataError where a z is NaN, or a weight is negative or not finite.
 */
export function isotonicMedianFit(z: Float64Array, y: Float64Array, weights?: Float64Array): Staircase {
  const given = weightsOf(z.length, weights);
  const order = argsort(z).filter((i) => given[i] > 0);
  const grouped = groups(order, y, given, (i, previous) => z[i] !== z[previous]);
  const values = halfway(grouped);
  const steps = grouped.starts.map((_, k) => k).filter((k) => k === 0 || values[k] > values[k - 1]);
  return {
    knots: Float64Array.from(steps, (k) => z[order[grouped.starts[k]]]),
    values: Float64Array.from(steps, (k) => values[k]),
  };
}

/** Points in order, all of weight > 0; those from one start to the next share a value. */
interface Groups {
  readonly y: Float64Array;
  readonly weights: Float64Array;
  readonly starts: Int32Array;
}

function groups(
  order: Int32Array,
  y: Float64Array,
  weights: Float64Array,
  begins: (i: number, previous: number) => boolean,
): Groups {
  return {
    y: Float64Array.from(order, (i) => y[i]),
    weights: Float64Array.from(order, (i) => weights[i]),
    starts: Int32Array.from(order.keys()).filter((k) => k === 0 || begins(order[k], order[k - 1])),
  };
}

/** One value a group, halfway between the lowest minimizer and the highest, which is the lowest seen upside down. */
function halfway({ y, weights, starts }: Groups): Float64Array {
  const low = lowest({ y, weights, starts });
  const high = lowest({
    y: y.map((value) => -value).reverse(),
    weights: weights.slice().reverse(),
    starts: starts.map((_, k) => y.length - (starts[k + 1] ?? y.length)).reverse(),
  }).reverse();
  return low.map((value, k) => value + (-high[k] - value) / 2);
}

function lowest({ y, weights, starts }: Groups): Float64Array {
  const heap = new MaxHeap(y.length);
  const values = new Float64Array(starts.length);
  for (let k = 0; k < starts.length; k++) {
    let weight = 0;
    for (let i = starts[k]; i < (starts[k + 1] ?? y.length); i++) {
      heap.push(y[i], 2 * weights[i]);
      weight += weights[i];
    }
    heap.take(weight);
    values[k] = heap.top;
  }
  for (let k = starts.length - 2; k >= 0; k--) values[k] = Math.min(values[k], values[k + 1]);
  return values;
}
