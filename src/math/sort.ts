/** Sorting by value, for everything that walks along an index z. */
import { DataError } from "../errors.ts";

/**
 * The order that sorts z: z[order[0]] ≤ z[order[1]] ≤ … . Equal values keep their order, −0 equals 0, ±∞ are at the
 * ends.
 *
 * A radix sort on the bits of the numbers, eight passes of a byte each: linear time, whatever the values.
 *
 * @throws DataError where an entry is NaN, which has no place in an order.
 */
export function argsort(z: Float64Array): Int32Array {
  const n = z.length;
  const keys = orderedBits(z);
  let order = Int32Array.from({ length: n }, (_, i) => i);
  let sorted = new Int32Array(n);
  for (let byte = 0; byte < 8; byte++) {
    const half = byte >>> 2;
    const shift = 8 * (byte & 3);
    const start = new Int32Array(257);
    for (let i = 0; i < n; i++) start[((keys[2 * i + half] >>> shift) & 255) + 1]++;
    if (start.includes(n, 1)) continue; // all have this byte in common
    for (let digit = 0; digit < 256; digit++) start[digit + 1] += start[digit];
    for (const i of order) sorted[start[(keys[2 * i + half] >>> shift) & 255]++] = i;
    [order, sorted] = [sorted, order];
  }
  return order;
}

/**
 * The bits of every number as an unsigned integer (low half, high half) that grows with the number: IEEE 754 doubles
 * are ordered like integers once the sign bit is flipped, and all bits of negative ones.
 */
function orderedBits(z: Float64Array): Uint32Array {
  const keys = new Uint32Array(2 * z.length);
  const scratch = new DataView(new ArrayBuffer(8));
  z.forEach((value, i) => {
    if (Number.isNaN(value)) throw new DataError({ where: `entry ${i}`, what: "not a number, cannot be sorted" });
    scratch.setFloat64(0, value + 0); // −0 + 0 is 0
    const high = scratch.getUint32(0);
    const flip = high >>> 31 === 1 ? 0xffffffff : 0;
    keys[2 * i] = scratch.getUint32(4) ^ flip;
    keys[2 * i + 1] = high ^ (flip | 0x80000000);
  });
  return keys;
}
