import { expm1, ln } from "./elementary.ts";
import type { RandomStream } from "./random.ts";

/**
 * A draw of Student's t by the polar method: for (u, v) uniform on the unit disc and s = u² + v²,
 * t = u √(ν (s^{−2/ν} − 1) / s). As ν → ∞ it becomes Marsaglia's polar method for the normal law.
 *
 * Bailey1994.
 *
 * @param degrees ν > 0, the degrees of freedom
 */
export function studentT(degrees: number, stream: RandomStream): number {
  for (;;) {
    const u = 2 * stream.uniform() - 1;
    const v = 2 * stream.uniform() - 1;
    const s = u * u + v * v;
    if (s > 0 && s <= 1) return u * Math.sqrt((degrees * expm1((-2 / degrees) * ln(s))) / s);
  }
}
