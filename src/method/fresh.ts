/**
 * Fresh rows: analyses of descent give each step rows that no step before it has seen. A field on fresh rows reads the
 * next few each time it is evaluated; when all have been read it begins again.
 */
import type { Design } from "../data/design.ts";
import { gathered } from "../data/rows.ts";
import type { RandomStream } from "../math/random.ts";
import { memoryPass } from "../pass/memory.ts";
import type { Field, Frame } from "./field.ts";
import { columnsOf } from "./rowSums.ts";
import { unwhitened } from "./whiten.ts";

/**
 * A field that sees `size` rows a time, in an order that the stream draws.
 *
 * The rows are copied once, in whitened coordinates, so that a step costs what its rows cost.
 */
export async function onFresh(field: Field, frame: Frame, size: number, stream: RandomStream): Promise<Field> {
  const rows = await whitenedRows(frame);
  const order = stream.permutation(rows.n);
  const own = { center: new Float64Array(rows.d), scale: new Float64Array(rows.d).fill(1) };
  let next = 0;
  return {
    name: field.name,
    at(w, phi) {
      if (next + size > rows.n) next = 0;
      const batch = chosen(rows, order.subarray(next, next + size));
      next += size;
      return field.at(w, phi, { pass: memoryPass(batch, own), whitening: unwhitened(rows.d) });
    },
  };
}

async function whitenedRows(frame: Frame): Promise<Design> {
  const { labels: y, weights, rows: n } = frame.pass;
  const columns = await columnsOf(frame);
  const d = columns.length;
  const x = new Float64Array(n * d);
  columns.forEach((column, j) => {
    for (let i = 0; i < n; i++) x[i * d + j] = column[i];
  });
  const names = columns.map((_, j) => `x${j}`);
  return { n, d, x, y, names, ...(weights && { weights }), weightsKind: "frequency", binary: false };
}

function chosen({ d, x, y, weights, ...rest }: Design, rows: Int32Array): Design {
  const copy = new Float64Array(rows.length * d);
  rows.forEach((row, k) => {
    copy.set(x.subarray(row * d, (row + 1) * d), k * d);
  });
  return {
    ...rest,
    n: rows.length,
    d,
    x: copy,
    y: gathered(y, rows),
    ...(weights && { weights: gathered(weights, rows) }),
  };
}
