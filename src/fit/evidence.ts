/**
 * The evidence that a challenger predicts better than a champion: the mean of the paired differences of their losses,
 * in standard errors of that mean. Held-out losses are dominated by a few rows, so that a smaller sum alone says little.
 *
 * @param champion, challenger losses of the same rows
 */
export function evidence(champion: Float64Array, challenger: Float64Array): number {
  const n = champion.length;
  const difference = champion.map((loss, i) => loss - challenger[i]);
  const mean = difference.reduce((sum, value) => sum + value, 0) / n;
  const variance = difference.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n;
  return variance > 0 ? mean / Math.sqrt(variance / n) : 0;
}
