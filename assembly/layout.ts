/**
 * Where the packed rows are in memory. A block of rows is stored column by column, 128 bytes a column: 16 rows of f64
 * or 32 of f32. So every stage reads it from front to back, and sums over rows and over columns both fill vectors.
 *
 *     center scale | y | omega | x: block 0, block 1, … | free: what a sweep or packing needs
 */

/** Rows of a chunk: src/pass/tree.ts. */
export const CHUNK = 4096;
/** Bytes of a column of a block. */
export const COLUMN: usize = 128;
/** log₂ of the bytes of an f64, and of a vector of two. */
export const F64 = 3;
export const VECTOR = 4;

export let features: i32 = 0;
/** Whether x is stored as f32. */
export let single: bool = false;
/** log₂ of the rows of a block. */
export let blockShift: i32 = 4;
/** d centers, then d scales. */
export let center: usize = 0;
export let scale: usize = 0;
export let y: usize = 0;
export let omega: usize = 0;
export let x: usize = 0;
/** The first byte after the rows. */
export let free: usize = 0;

/** Lays memory out for so many rows, all of weight 0 until they are packed. */
export function layOut(rows: i32, d: i32, isSingle: bool): void {
  features = d;
  single = isSingle;
  blockShift = isSingle ? 5 : 4;
  const blocks = (rows + (1 << blockShift) - 1) >> blockShift;
  const labels = ((<usize>blocks) << blockShift) << F64;
  center = aligned(__heap_base);
  scale = center + ((<usize>d) << F64);
  y = aligned(scale + ((<usize>d) << F64));
  omega = y + labels;
  x = aligned(omega + labels);
  free = x + <usize>blocks * blockBytes();
  reserve(free);
}

/** Bytes of a block of x. */
export function blockBytes(): usize {
  return <usize>features * COLUMN;
}

/** Where the block of a row is. */
export function blockOf(row: i32): usize {
  return x + <usize>(row >> blockShift) * blockBytes();
}

/** The next address on a cache line. */
export function aligned(address: usize): usize {
  return (address + 63) & ~63;
}

/** Grows memory until `end` is in it. */
export function reserve(end: usize): void {
  const pages = <i32>((<u64>end + 0xffff) >> 16);
  const missing = pages - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) unreachable();
}
