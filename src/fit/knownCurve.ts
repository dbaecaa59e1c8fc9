import type { KnownLink } from "../method/field.ts";
import { linkAt } from "../problem/link.ts";
import type { Curve } from "./model.ts";

const POINTS = 400;

/**
 * A known link as the curve of a model.
 *
 * @param deviation what the index was divided by to have variance 1: σ(s·z + b) with z in the old units
 * @param z the index of the training rows, ascending, over whose range a user's own function is kept as a polyline
 */
export function knownCurve({ link, scale, shift }: KnownLink, deviation: number, z: Float64Array): Curve {
  if (!("own" in link)) return { name: link.name, parameters: link.parameters, scale: scale * deviation, shift };
  const { value } = linkAt(link.own);
  const [low, high] = [z[0], z[z.length - 1]];
  const knots = Array.from({ length: POINTS }, (_, k) => low + ((high - low) * k) / (POINTS - 1));
  let highest = Number.NEGATIVE_INFINITY;
  // A function that rises may still fall by a rounding error.
  const values = knots.map((knot) => (highest = Math.max(highest, value(scale * deviation * knot + shift))));
  return { rule: "linear", knots, values, extend: true };
}
