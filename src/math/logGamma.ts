/** ln Γ(x) for x > 0: Stirling's series from 10 on, the recurrence Γ(x + 1) = xΓ(x) below. Fourteen digits. */
import { ln } from "./elementary.ts";

const LARGE = 10;
const HALF_LN_TWO_PI = 0.5 * ln(2 * Math.PI);

export function logGamma(x: number): number {
  let product = 1;
  let large = x;
  for (; large < LARGE; large++) product *= large;
  const q = 1 / (large * large);
  const series =
    (1 / 12 - q * (1 / 360 - q * (1 / 1260 - q * (1 / 1680 - q * (1 / 1188 - (q * 691) / 360360))))) / large;
  return (large - 0.5) * ln(large) - large + HALF_LN_TWO_PI + series - ln(product);
}
