/**
 * The evidence that a challenger predicts better than a champion: the mean of the paired differences of their losses,
 * in standard errors of that mean. Held-out losses are dominated by a few rows, so that a smaller sum alone says little.
 *
 * @param champion, challenger losses of the same rows
 */
export function evidence(champion: Float64Array, challenger: Float64Array): number {
  const n = champion.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += champion[i] - challenger[i];
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const deviation = champion[i] - challenger[i] - mean;
    squares += deviation * deviation;
  }
  const variance = squares / n;
  return variance > 0 ? mean / Math.sqrt(variance / n) : 0;
}
