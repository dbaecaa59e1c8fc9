import type { Design } from "../../data/design.ts";

/** Copies the rows `from … end` of a design into `to`, row-major: four at a time, which do not wait for each other. */
export function gather(design: Design, from: number, end: number, to: Float64Array): Float64Array {
  const { d, x, rows } = design;
  if (rows === undefined) {
    to.set(x.subarray(from * d, end * d));
    return to;
  }
  let at = 0;
  let i = from;
  for (; i + 4 <= end; i += 4) {
    const [a, b, c, e] = [rows[i] * d, rows[i + 1] * d, rows[i + 2] * d, rows[i + 3] * d];
    for (let j = 0; j < d; j++, at++) {
      to[at] = x[a + j];
      to[at + d] = x[b + j];
      to[at + 2 * d] = x[c + j];
      to[at + 3 * d] = x[e + j];
    }
    at += 3 * d;
  }
  for (; i < end; i++) {
    const start = rows[i] * d;
    for (let j = 0; j < d; j++) to[at++] = x[start + j];
  }
  return to;
}
