import type { Curve } from "../model.ts";
import type { Points } from "../points.ts";

/** The least-squares line, held nondecreasing. */
export function straightLine({ z, y, weights }: Points): Curve {
  let [mass, sz, sy, szz, szy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < z.length; i++) {
    mass += weights[i];
    sz += weights[i] * z[i];
    sy += weights[i] * y[i];
  }
  const [meanZ, meanY] = [sz / mass, sy / mass];
  for (let i = 0; i < z.length; i++) {
    const deviation = z[i] - meanZ;
    szz += weights[i] * (deviation * deviation);
    szy += weights[i] * deviation * (y[i] - meanY);
  }
  const slope = szz > 0 ? Math.max(szy / szz, 0) : 0;
  const ends = [meanZ - 1, meanZ + 1];
  return { rule: "linear", knots: ends, values: ends.map((end) => meanY + slope * (end - meanZ)), extend: true };
}
