/**
 * Which of the bins that ascending edges cut z falls in: bin = #{edges ≤ z}, exactly.
 *
 * A guide cuts the line from the first edge to the last into equal cells. The cell of z never falls as z rises, so that
 * edges in earlier cells are ≤ z and edges in later cells are > z: only those in its own cell are compared.
 *
 *     guide     lowest edge, cells a unit; the edges and a NaN, which is ≤ nothing; for every cell the edges before it
 */
import { F64 } from "./layout";

const EDGES: usize = 16;

/** Cells for so many edges: few edges share one, and all cells stay in the first-level cache. */
function cellsFor(count: i32): i32 {
  return 2 << (32 - clz(max(count, 8) - 1));
}

/** Bytes of a guide. */
export function guideBytes(count: i32): usize {
  return EDGES + ((<usize>count + 1) << F64) + ((<usize>cellsFor(count) + 1) << 2);
}

function cellsOf(guide: usize, count: i32): usize {
  return guide + EDGES + ((<usize>count + 1) << F64);
}

/** Makes the guide to `count` edges. */
export function makeGuide(edges: usize, count: i32, guide: usize): void {
  const cells = cellsFor(count);
  const low = count > 0 ? load<f64>(edges) : 0;
  const width = count > 0 ? load<f64>(edges + ((<usize>(count - 1)) << F64)) - low : 0;
  const cellsAUnit = <f64>cells / width;
  store<f64>(guide, low);
  // All edges in one cell where there is no such number.
  store<f64>(guide + 8, cellsAUnit < Infinity && cellsAUnit > 0 ? cellsAUnit : 0);
  memory.copy(guide + EDGES, edges, (<usize>count) << F64);
  store<f64>(guide + EDGES + ((<usize>count) << F64), NaN);
  const table = cellsOf(guide, count);
  let before = 0;
  for (let cell = 0; cell <= cells; cell++) {
    while (before < count && cellOf(guide, cells - 1, load<f64>(edges + ((<usize>before) << F64))) < cell) before++;
    store<i32>(table + ((<usize>cell) << 2), before);
  }
}

/** The cell of z; a conversion to i32 saturates, and NaN is in cell 0 as no edge is ≤ NaN. */
function cellOf(guide: usize, last: i32, z: f64): i32 {
  return max(0, min(last, <i32>((z - load<f64>(guide)) * load<f64>(guide + 8))));
}

/** For every z of a tile the bytes to its bin's sums, `size` a bin. */
export function placesOf(z: usize, length: i32, guide: usize, count: i32, size: i32, places: usize): void {
  const last = cellsFor(count) - 1;
  const table = cellsOf(guide, count);
  const edges = guide + EDGES;
  for (const end = places + ((<usize>length) << 2); places < end; places += 4) {
    const value = load<f64>(z);
    const cell = table + ((<usize>cellOf(guide, last, value)) << 2);
    let bin = load<i32>(cell);
    // One edge is compared without a branch, since it would be guessed wrong half of the time; more are rare.
    bin += <i32>(load<f64>(edges + ((<usize>bin) << F64)) <= value);
    if (load<f64>(edges + ((<usize>bin) << F64)) <= value) bin = bisect(edges, bin + 1, load<i32>(cell, 4), value);
    store<i32>(places, bin * size);
    z += 8;
  }
}

/** The bin, known to be one of `low … high`. */
function bisect(edges: usize, low: i32, high: i32, z: f64): i32 {
  while (low < high) {
    const middle = (low + high) >> 1;
    if (load<f64>(edges + ((<usize>middle) << F64)) <= z) low = middle + 1;
    else high = middle;
  }
  return low;
}
