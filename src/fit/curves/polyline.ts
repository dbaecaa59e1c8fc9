import { blocksOf, type Points } from "../blocks.ts";
import type { Curve } from "../model.ts";

/** The isotonic fit with its jumps laid over the gaps between rows: flat along a block, straight between blocks. */
export function polyline(points: Points): Curve {
  const { first, last, values } = blocksOf(points);
  const knots: number[] = [];
  const heights: number[] = [];
  first.forEach((z, k) => {
    knots.push(z);
    heights.push(values[k]);
    if (last[k] > z) {
      knots.push(last[k]);
      heights.push(values[k]);
    }
  });
  return { rule: "linear", knots, values: heights };
}
