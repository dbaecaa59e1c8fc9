/** Images and labels in the IDX format of MNIST (LeCunBBH1998): a magic number, the sizes, then a byte a pixel. */
import { DataError } from "../errors.ts";
import type { ClassifiedRows } from "./classifiedRows.ts";

/** Images and their labels, pixels of mean about 0 and deviation about 1. */
export interface IdxFiles {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/**
 * The first `n` images with their labels, x in (pixel/255 − center)/scale.
 *
 * @throws DataError where a file is none of the kind, or the two do not go together
 */
export function idxRows(
  { images, labels }: IdxFiles,
  {
    center,
    scale,
    classes,
    n = Number.POSITIVE_INFINITY,
  }: { center: number; scale: number; classes: number; n?: number },
): ClassifiedRows {
  const [count, height, width] = sizesOf("images", images, 0x803);
  const [labeled] = sizesOf("labels", labels, 0x801);
  if (count !== labeled) {
    throw new DataError({ where: "labels", what: `not one for each of ${count} images`, got: labeled });
  }
  const rows = Math.min(n, count);
  const size = height * width;
  // Shared, where that can be, so that workers need no copies.
  const bytes = 4 * rows * size;
  const x = new Float32Array(
    typeof SharedArrayBuffer === "undefined" ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes),
  );
  for (let i = 0; i < x.length; i++) x[i] = (images[16 + i] / 255 - center) / scale;
  return { n: rows, x, labels: Int32Array.from(labels.subarray(8, 8 + rows)), classes };
}

/** The sizes that a file of this magic number states, and has. */
function sizesOf(where: string, bytes: Uint8Array, magic: number): number[] {
  const axes = magic & 0xff;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const begins = bytes.length >= 4 * (axes + 1) && view.getUint32(0) === magic;
  const sizes = begins ? Array.from({ length: axes }, (_, k) => view.getUint32(4 * (k + 1))) : [];
  const whole = sizes.reduce((product, size) => product * size, 1);
  if (!begins || bytes.length !== 4 * (axes + 1) + whole) {
    throw new DataError({ where, what: "not a whole IDX file of that kind", would: "fetch it anew" });
  }
  return sizes;
}
