/**
 * Which of the bins that ascending edges cut z falls in: bin = #{edges ≤ z}, exactly.
 *
 * A guide cuts the line from the first edge to the last into equal cells. The cell of z never falls as z rises, so that
 * edges in earlier cells are ≤ z and edges in later cells are > z; those in its own cell are found by bisection, in as
 * many steps as the fullest cell needs, without branches that would be guessed wrong.
 *
 *     guide     first edge, cells a unit, last cell, bytes of the first stride; the edges and NaNs, which are ≤ nothing;
 *               for every cell 8 times the edges before it
 */
import { F64 } from "./layout";

const EDGES: usize = 32;
/** 1.5·2⁵²: added to a small number, it leaves the nearest whole number in the low word. */
const TO_LOW_WORD = 6755399441055744.0;

/** Cells for so many edges: few edges share one, and all cells stay in the first-level cache. */
function cellsFor(count: i32): i32 {
  return 2 * count + 1;
}

/** Bytes of a guide: the first stride may lead as far beyond the last edge as there are edges. */
export function guideBytes(count: i32): usize {
  return EDGES + ((<usize>(2 * count + 2)) << F64) + ((<usize>cellsFor(count)) << 2);
}

function cellsOf(guide: usize, count: i32): usize {
  return guide + EDGES + ((<usize>(2 * count + 2)) << F64);
}

/** Makes the guide to `count` edges. */
export function makeGuide(edges: usize, count: i32, guide: usize): void {
  const cells = cellsFor(count);
  const low = count > 0 ? load<f64>(edges) : 0;
  const span = count > 0 ? load<f64>(edges + ((<usize>(count - 1)) << F64)) - low : 0;
  const rate = <f64>(cells - 1) / span;
  store<f64>(guide, low);
  // All edges in one cell where there is no such number.
  store<f64>(guide, rate > 0 && rate < Infinity ? rate : 0, 8);
  store<f64>(guide, <f64>(cells - 1), 16);
  const kept = guide + EDGES;
  memory.copy(kept, edges, (<usize>count) << F64);
  for (let i = count; i < 2 * count + 2; i++) store<f64>(kept + ((<usize>i) << F64), NaN);
  const table = cellsOf(guide, count);
  let before = 0;
  let fullest = 0;
  for (let cell = 0; cell < cells; cell++) {
    store<i32>(table + ((<usize>cell) << 2), before << 3);
    const first = before;
    while (before < count && cellAt(guide, kept + ((<usize>before) << F64)) == cell) before++;
    fullest = max(fullest, before - first);
  }
  // The largest power of two that is not above the fullest cell.
  store<f64>(guide, fullest > 0 ? <f64>(8 << (31 - clz(fullest))) : 0, 24);
}

function cellAt(guide: usize, edge: usize): i32 {
  return i32x4.extract_lane(cellsAt(guide, v128.load_splat<f64>(edge)), 0);
}

/** The cells of two z, in the low words; NaN is in cell 0. */
function cellsAt(guide: usize, z: v128): v128 {
  const place = f64x2.mul(f64x2.sub(z, v128.load_splat<f64>(guide)), v128.load_splat<f64>(guide, 8));
  const inside = f64x2.pmin(f64x2.pmax(f64x2.splat(0), place), v128.load_splat<f64>(guide, 16));
  return f64x2.add(inside, f64x2.splat(TO_LOW_WORD));
}

/** For every z of a tile the bytes to its bin's sums, `size` a bin; two rows at a time. */
export function placesOf(z: usize, length: i32, guide: usize, count: i32, size: i32, places: usize): void {
  const table = cellsOf(guide, count);
  const edges = guide + EDGES - 8;
  const widest = <usize>load<f64>(guide, 24);
  for (const end = places + ((<usize>length) << 2); places < end; places += 8) {
    const pair = v128.load(z);
    const cells = cellsAt(guide, pair);
    let a = <usize>load<i32>(table + ((<usize>i32x4.extract_lane(cells, 0)) << 2));
    let b = <usize>load<i32>(table + ((<usize>i32x4.extract_lane(cells, 2)) << 2));
    const first = f64x2.extract_lane(pair, 0);
    const second = f64x2.extract_lane(pair, 1);
    for (let width = widest; width >= 8; width >>= 1) {
      a += <usize>(load<f64>(edges + a + width) <= first) * width;
      b += <usize>(load<f64>(edges + b + width) <= second) * width;
    }
    store<i32>(places, <i32>(a >> 3) * size, 0);
    store<i32>(places, <i32>(b >> 3) * size, 4);
    z += 16;
  }
}
