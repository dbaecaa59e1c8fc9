/**
 * E u′(z) over rows: the average derivative, by which weights become effects in the response's unit. A staircase has
 * no slope of its own, and a kink no single one, so slopes are seen through Gaussian noise of a tenth of a deviation.
 */
import { normalDensity } from "../math/normal.ts";
import { binOf } from "../pass/maps.ts";
import { curveOver, type KnotCurve, linkOver } from "./curve.ts";
import type { Curve } from "./model.ts";
import { coarse, MANY_POINTS, type Points } from "./points.ts";

/** How wide the noise is, in standard deviations of the index. */
const WIDTH = 0.1;

/** Of very many points those within a fiftieth of the width are put together: means change by a few parts in 10⁵. */
const NEAR = WIDTH / 50;

export function meanSlope(curve: Curve, points: Points): number {
  const { z, weights } = points.z.length > MANY_POINTS ? coarse(points, NEAR) : points;
  const slopes = slopesOver(curve, z);
  let sum = 0;
  let mass = 0;
  for (let i = 0; i < z.length; i++) {
    sum += weights[i] * slopes[i];
    mass += weights[i];
  }
  return sum / mass;
}

function slopesOver(curve: Curve, z: Float64Array): Float64Array {
  if ("name" in curve) {
    const { scale } = curve;
    return linkOver(curve, z, "smoothSlope", scale * WIDTH).map((slope) => scale * slope);
  }
  const { knots, values } = curve;
  if (curve.extend) return new Float64Array(z.length).fill((values[1] - values[0]) / (knots[1] - knots[0]));
  if (curve.rule === "step") return staircaseSlopes(curve, z);
  // As through noise that is uniform: differences of the polyline over twice the width.
  const above = curveOver(
    curve,
    z.map((at) => at + WIDTH),
  );
  const below = curveOver(
    curve,
    z.map((at) => at - WIDTH),
  );
  return above.map((value, i) => (value - below[i]) / (2 * WIDTH));
}

/** E u′(z + WIDTH·noise), by the jumps within eight widths. */
function staircaseSlopes({ knots, values }: KnotCurve, z: Float64Array): Float64Array {
  const at = Float64Array.from(knots);
  return z.map((here) => {
    let slope = 0;
    for (let k = Math.max(binOf(at, here - 8 * WIDTH), 1); k < at.length && at[k] < here + 8 * WIDTH; k++) {
      slope += ((values[k] - values[k - 1]) * normalDensity((here - at[k]) / WIDTH)) / WIDTH;
    }
    return slope;
  });
}
