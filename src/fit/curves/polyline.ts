import type { Blocks } from "../blocks.ts";
import type { Curve } from "../model.ts";

/** The isotonic fit with its jumps laid over the gaps between rows: flat along a block, straight between blocks. */
export function polyline({ first, last, values }: Blocks): Curve {
  const knots: number[] = [];
  const heights: number[] = [];
  for (let k = 0; k < first.length; k++) {
    knots.push(first[k]);
    heights.push(values[k]);
    if (last[k] > first[k]) {
      knots.push(last[k]);
      heights.push(values[k]);
    }
  }
  return { rule: "linear", knots, values: heights };
}
