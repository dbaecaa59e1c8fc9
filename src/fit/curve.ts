/** The curve of a fitted model as a function. */
import { evaluate } from "../math/formula.ts";
import { find } from "../part.ts";
import { links } from "../problem/links/index.ts";
import type { Curve } from "./model.ts";

/** u, the map from the index z to the prediction. @throws UsageError where a link of that name does not exist. */
export function curveAt(curve: Curve): (z: number) => number {
  if ("name" in curve) {
    const { value } = find("link", links, curve.name)(curve.parameters);
    return (z) => evaluate(value, { m: curve.scale * z + curve.shift, tau: 0 });
  }
  const { rule, knots, values, extend = false } = curve;
  const last = knots.length - 1;
  return (z) => {
    const right = firstAbove(knots, z);
    if (rule === "step") return values[Math.max(0, right - 1)];
    if (last === 0 || (!extend && (right === 0 || right > last))) return values[Math.min(right, last)];
    const a = Math.min(Math.max(right - 1, 0), last - 1);
    const share = (z - knots[a]) / (knots[a + 1] - knots[a]);
    return values[a] + share * (values[a + 1] - values[a]);
  };
}

/** The place of the first knot above z; the number of knots where there is none. */
function firstAbove(knots: readonly number[], z: number): number {
  let low = 0;
  let high = knots.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (knots[middle] <= z) low = middle + 1;
    else high = middle;
  }
  return low;
}
