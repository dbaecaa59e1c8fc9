/** (1 − c)p + c/K: no domain is forgotten altogether. */
export function smooth(weights: Float64Array, c: number): Float64Array {
  return weights.map((weight) => (1 - c) * weight + c / weights.length);
}
