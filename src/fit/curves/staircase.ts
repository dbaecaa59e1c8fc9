import type { Blocks } from "../blocks.ts";
import type { Curve } from "../model.ts";

/** The isotonic fit as it is, each step beginning halfway between the rows it parts. */
export function staircase({ first, last, values }: Blocks): Curve {
  const knots = first.map((z, k) => (k === 0 ? z : halfway(last[k - 1], z)));
  return { rule: "step", knots: [...knots], values: [...values] };
}

/** Between two floats in the middle, and never at or below the left one. */
function halfway(left: number, right: number): number {
  const middle = left + (right - left) / 2;
  return middle > left ? middle : right;
}
