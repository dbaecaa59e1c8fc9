/** The map of a field: from z to what is predicted, m(z), and what counts, h(z), by an encoded curve. */

import { DEGREE, KNOTS, LINK } from "../src/pass/kernel/opcodes";
import { runDegree } from "./maps/degree";
import { runFormula } from "./maps/formula";
import { runKnots } from "./maps/knots";

/** Fills m and h for `length` entries of z, an even number. A user's own link is left to the host. */
export function runMap(program: usize, z: usize, m: usize, h: usize, length: i32): void {
  const kind = <i32>load<f64>(program);
  const bytes = (<usize>length) << 3;
  if (kind == LINK) runFormula(program, z, m, h, bytes);
  else if (kind == KNOTS) runKnots(program, z, m, h, bytes);
  else if (kind == DEGREE) runDegree(program, z, m, h, bytes);
}
