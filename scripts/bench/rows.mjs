/** Rows for timings: normal numbers, in memory and in a file that a peer reads. */
import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Drawn once and repeated from there on: no timing depends on the values, and drawing 10⁷ takes its time. */
const DRAWN = 1_000_003;

/**
 * n×d rows that fill about so many bytes, with labels of a rectified linear unit, written to a file as y and then x.
 *
 * @param {import("./bench.mjs").Bench} bench
 * @param {{ d: number, bytes: number, single?: boolean }} size bytes of x as it will be swept: half as much in single
 */
export function rowsFor(bench, { d, bytes, single = false }) {
  const n = Math.max(1, Math.floor(bytes / (single ? 4 : 8) / d));
  const stream = new bench.plumbline.RandomStream(1);
  const drawn = stream.normals(Math.min(DRAWN, n * d));
  const x = new Float64Array(n * d);
  for (let at = 0; at < x.length; at += drawn.length)
    x.set(drawn.subarray(0, Math.min(drawn.length, x.length - at)), at);
  const w = Float64Array.from({ length: d }, (_, j) => (j % 2 === 0 ? 1 : -1) / Math.sqrt(d));
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let z = 0.1;
    for (let j = 0; j < d; j++) z += w[j] * x[i * d + j];
    y[i] = Math.max(0, z);
  }
  const path = join(bench.folder, "rows");
  writeNumbers(path, [y, x]);
  return { n, d, x, y, path };
}

/** Eight directions, none of which is the one that made the labels. */
export function directions(d, count = 8) {
  return Array.from({ length: count }, (_, k) =>
    Float64Array.from({ length: d }, (_, j) => Math.sin(1 + j * (k + 1)) / Math.sqrt(d)),
  );
}

/** Writes arrays one after the other, as their bytes are. */
export function writeNumbers(path, arrays) {
  const file = openSync(path, "w");
  try {
    for (const { buffer, byteOffset, byteLength } of arrays) {
      const bytes = new Uint8Array(buffer, byteOffset, byteLength);
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, Math.min(2 ** 26, bytes.length - at));
    }
  } finally {
    closeSync(file);
  }
}

/** Reads such a file back, straight into arrays of these lengths. */
export function readNumbers(path, lengths) {
  const file = openSync(path, "r");
  try {
    return lengths.map((length) => {
      const numbers = new Float64Array(length);
      const bytes = new Uint8Array(numbers.buffer);
      for (let at = 0; at < bytes.length; ) {
        const read = readSync(file, bytes, at, Math.min(2 ** 26, bytes.length - at), null);
        if (read === 0) throw new Error(`${path}: ends after fewer than ${lengths} numbers`);
        at += read;
      }
      return numbers;
    });
  } finally {
    closeSync(file);
  }
}
