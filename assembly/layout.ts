/**
 * Where the packed rows are in memory. A block of rows is stored column by column, 128 bytes a column: 16 rows of f64
 * or 32 of f32. So every stage reads it from front to back, and sums over rows and over columns both fill vectors.
 *
 *     centers scales | y | omega | x: block 0, block 1, … | free: what packing or a sweep needs
 *
 * Where all rows weigh 1, omega is as many ones as a tile has rows.
 */

/** Bytes of a column of a block. */
export const COLUMN: usize = 128;
/** log₂ of the bytes of an f64, and of a vector of two. */
export const F64: usize = 3;
export const VECTOR: usize = 4;

export let features: i32 = 0;
/** Whether x is stored as f32. */
export let single: bool = false;
/** log₂ of the rows of a block. */
export let blockShift: i32 = 4;
/** d centers and d scales, to pack by. */
export let centers: usize = 0;
export let scales: usize = 0;
export let labels: usize = 0;
export let omegas: usize = 0;
export let rows: usize = 0;
/** Whether rows have weights of their own. */
export let weighted: bool = false;
/** The first byte after the rows. */
export let free: usize = 0;

/** Rows of the largest tile. */
export const MOST_ROWS: usize = 256;

/** Lays memory out for so many rows. */
export function layOut(count: i32, d: i32, isSingle: bool, isWeighted: bool): void {
  features = d;
  single = isSingle;
  weighted = isWeighted;
  blockShift = isSingle ? 5 : 4;
  const blocks = <usize>((count + (1 << blockShift) - 1) >> blockShift);
  const labelBytes = (blocks << blockShift) << F64;
  centers = aligned(__heap_base);
  scales = centers + ((<usize>d) << F64);
  labels = aligned(scales + ((<usize>d) << F64));
  omegas = labels + labelBytes;
  rows = aligned(omegas + (isWeighted ? labelBytes : MOST_ROWS << F64));
  free = rows + blocks * blockBytes();
  reserve(free);
  if (!isWeighted) for (let at = omegas; at < omegas + (MOST_ROWS << F64); at += 8) store<f64>(at, 1);
}

/** Bytes of a block of x. */
export function blockBytes(): usize {
  return <usize>features * COLUMN;
}

/** Where the block is that a row begins. */
export function blockOf(row: i32): usize {
  return rows + <usize>(row >> blockShift) * blockBytes();
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
