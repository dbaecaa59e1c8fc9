/** What figures are drawn from when the data are not at hand: the labels in bins of the index. */
import { argsort } from "../math/sort.ts";
import type { Model } from "./model.ts";

const BINS = 40;

/** Bins of about equally many rows: weighted mean and standard deviation of the labels in each. */
export function bins(z: Float64Array, y: Float64Array, weights: Float64Array): Model["picture"]["bins"] {
  const order = argsort(z);
  const count = Math.min(BINS, Math.max(1, Math.floor(z.length / 5)));
  return Array.from({ length: count }, (_, k) => {
    const rows = order.subarray(Math.floor((k * z.length) / count), Math.floor(((k + 1) * z.length) / count));
    const mass = rows.reduce((sum, row) => sum + weights[row], 0);
    const mean = (values: (row: number) => number): number =>
      rows.reduce((sum, row) => sum + weights[row] * values(row), 0) / mass;
    const center = mean((row) => y[row]);
    return {
      z: mean((row) => z[row]),
      mean: center,
      deviation: Math.sqrt(mean((row) => (y[row] - center) ** 2)),
      rows: rows.length,
    };
  });
}
