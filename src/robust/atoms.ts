/** Values that labels are over and over, such as the zeros of what is cut off there: each has a probability, not a density. */

/** A value is an atom where so large a share of the labels, so many, and so many times what is usual of a value, are it. */
const [SHARE, ROWS, USUAL] = [0.04, 20, 10];
/** The density of a normal law at its peak, in deviations. */
const PEAK = 0.4;

export function atomsOf(y: Float64Array): number[] {
  const counts = new Map<number, number>();
  for (const value of y) counts.set(value, (counts.get(value) ?? 0) + 1);
  const usual = Float64Array.from(counts.values()).sort()[counts.size >> 1];
  const least = Math.max(ROWS, SHARE * y.length, USUAL * usual);
  return [...counts].filter(([, count]) => count >= least).map(([value]) => value);
}

/** What stands for the density of an atom: it is as narrow as the least noise of a curve, whatever explains it. */
export const atomDensity = (probability: number, leastNoise: number): number => (probability * PEAK) / leastNoise;
