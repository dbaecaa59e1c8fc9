import { type Design, rowStart } from "../../data/design.ts";

/** Rows that are touched before they are copied: where rows are far apart, the waits for memory then overlap. */
const AHEAD = 16;

/** Copies the rows `from … end` of a design into `to`, row-major. */
export function gather(design: Design, from: number, end: number, to: Float64Array): Float64Array {
  const { d, x, rows } = design;
  if (rows === undefined) {
    to.set(x.subarray(from * d, end * d));
    return to;
  }
  let at = 0;
  for (let first = from; first < end; first += AHEAD) {
    const last = Math.min(end, first + AHEAD);
    let touched = 0;
    for (let i = first; i < last; i++) touched += x[rowStart(design, i)];
    // Written over at once: it is kept so that the engine keeps the touching.
    to[at] = touched;
    for (let i = first; i < last; i++) {
      const start = rowStart(design, i);
      for (let j = 0; j < d; j++) to[at++] = x[start + j];
    }
  }
  return to;
}
