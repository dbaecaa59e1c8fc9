/** The slope of a curve given at ascending centers, smoothed by a normal kernel: Σ_k Δu_k φ_δ(z − midpoint_k). */
import { exp } from "../math/elementary.ts";

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
/** Beyond so many bandwidths a jump is not felt. */
const REACH = 5;
/** The slope is worked out on a grid this fine, in bandwidths, and linear between its points. */
const FINENESS = 0.4;
const MOST_POINTS = 4000;

export function slopeAt(centers: Float64Array, u: Float64Array, z: Float64Array, bandwidth: number): Float64Array {
  const last = centers.length - 1;
  const first = centers[0] - REACH * bandwidth;
  const width = centers[last] - first + REACH * bandwidth;
  const points = Math.min(Math.ceil(width / (FINENESS * bandwidth)) + 1, MOST_POINTS);
  const pace = width / (points - 1);
  const slope = new Float64Array(points);
  for (let k = 0; k < last; k++) {
    const rise = u[k + 1] - u[k];
    if (rise === 0) continue;
    const middle = (centers[k] + centers[k + 1]) / 2;
    const from = Math.max(0, Math.ceil((middle - REACH * bandwidth - first) / pace));
    const to = Math.min(points - 1, Math.floor((middle + REACH * bandwidth - first) / pace));
    for (let p = from; p <= to; p++) {
      const t = (first + p * pace - middle) / bandwidth;
      slope[p] += (rise * exp(-0.5 * t * t)) / (bandwidth * ROOT_TWO_PI);
    }
  }
  const out = new Float64Array(z.length);
  for (let i = 0; i < out.length; i++) {
    const at = (z[i] - first) / pace;
    const p = Math.floor(at);
    if (p >= 0 && p < points - 1) out[i] = slope[p] + (slope[p + 1] - slope[p]) * (at - p);
  }
  return out;
}
