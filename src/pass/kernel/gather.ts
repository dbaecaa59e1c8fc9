import { type Design, rowStart } from "../../data/design.ts";

/** Copies the rows `from … end` of a design into `to`, row-major. */
export function gather(design: Design, from: number, end: number, to: Float64Array): Float64Array {
  const { d, x, rows } = design;
  if (rows === undefined) {
    to.set(x.subarray(from * d, end * d));
    return to;
  }
  let at = 0;
  for (let i = from; i < end; i++) {
    const start = rowStart(design, i);
    for (let j = 0; j < d; j++) to[at++] = x[start + j];
  }
  return to;
}
