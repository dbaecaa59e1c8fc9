/** The weights of n points: those given, checked, or all one. */
import { DataError } from "../errors.ts";

/** @throws DataError unless there are n weights, each finite and not negative. */
export function weightsOf(n: number, given?: Float64Array): Float64Array {
  if (given === undefined) return new Float64Array(n).fill(1);
  if (given.length !== n) {
    throw new DataError({ where: "weights", what: "wrong number", got: given.length, would: `give ${n}, one a point` });
  }
  for (let i = 0; i < n; i++) {
    if (given[i] >= 0 && given[i] < Infinity) continue;
    throw new DataError({
      where: `weight ${i}`,
      what: "out of range",
      got: given[i],
      would: "give a finite number ≥ 0",
    });
  }
  return given;
}
