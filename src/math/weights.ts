/** The weights of n points: those given, checked, or all one. */
import { DataError } from "../errors.ts";

/** @throws DataError unless there are n weights, each finite and not negative. */
export function weightsOf(n: number, given?: Float64Array): Float64Array {
  if (given === undefined) return new Float64Array(n).fill(1);
  if (given.length !== n) {
    throw new DataError({ where: "weights", what: "wrong number", got: given.length, would: `give ${n}, one a point` });
  }
  const wrong = given.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (wrong >= 0) {
    throw new DataError({
      where: `weight ${wrong}`,
      what: "out of range",
      got: given[wrong],
      would: "give a finite number ≥ 0",
    });
  }
  return given;
}
