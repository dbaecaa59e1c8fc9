/** What figures are drawn from when the data are not at hand: the labels in bins of the index. */
import type { Model } from "./model.ts";
import type { Points } from "./points.ts";

const BINS = 40;

type Bin = Model["picture"]["bins"][number];

/** Bins of about equally many rows: weighted mean and standard deviation of the labels in each. */
export function bins(points: Points): Bin[] {
  const n = points.z.length;
  const count = Math.min(BINS, Math.max(1, Math.floor(n / 5)));
  return Array.from({ length: count }, (_, k) =>
    binOf(points, Math.floor((k * n) / count), Math.floor(((k + 1) * n) / count)),
  );
}

/** The points from `from` to before `to` as a bin. */
function binOf({ z, y, weights }: Points, from: number, to: number): Bin {
  let [mass, sumZ, sumY] = [0, 0, 0];
  for (let i = from; i < to; i++) {
    mass += weights[i];
    sumZ += weights[i] * z[i];
    sumY += weights[i] * y[i];
  }
  const mean = sumY / mass;
  let squares = 0;
  for (let i = from; i < to; i++) squares += weights[i] * ((y[i] - mean) * (y[i] - mean));
  return { z: sumZ / mass, mean, deviation: Math.sqrt(squares / mass), rows: to - from };
}
