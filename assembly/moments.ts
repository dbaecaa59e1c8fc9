/** Σ v x and Σ v x xᵀ over the rows of a tile: for every column, v x_j as the r of an accumulation from column j on. */
import { accumulateOne } from "./accumulate";
import { COLUMN, features } from "./layout";

/**
 * Adds `blocks` blocks at x. Sums are two lanes each, as in `accumulate`: those of x, then d rows of d of xxᵀ (its upper
 * triangle) or, where only the diagonal is wanted, d.
 *
 * @param column room for the rows of the tile
 */
export function moments(x: usize, blocks: i32, v: usize, diagonal: bool, column: usize, lanes: usize): void {
  const rowBytes = (<usize>features) << 4;
  for (let j = 0; j < features; j++) {
    const at = x + <usize>j * COLUMN;
    scaleColumn(at, blocks, v, column);
    addLanes(column, blocks, lanes + ((<usize>j) << 4));
    const products = lanes + rowBytes;
    if (diagonal) addProducts(at, blocks, column, products + ((<usize>j) << 4));
    else accumulateOne(x, blocks, j, column, products + <usize>j * rowBytes);
  }
}

/** column = v x_j. */
function scaleColumn(x: usize, blocks: i32, v: usize, column: usize): void {
  for (let block = 0; block < blocks; block++) {
    for (let at: usize = 0; at < COLUMN; at += 16) {
      v128.store(column + at, f64x2.mul(v128.load(v + at), v128.load(x + at)));
    }
    x += <usize>features * COLUMN;
    v += COLUMN;
    column += COLUMN;
  }
}

function addLanes(column: usize, blocks: i32, lanes: usize): void {
  let sum = v128.load(lanes);
  for (const end = column + <usize>blocks * COLUMN; column < end; column += 16) sum = f64x2.add(sum, v128.load(column));
  v128.store(lanes, sum);
}

function addProducts(x: usize, blocks: i32, column: usize, lanes: usize): void {
  let sum = v128.load(lanes);
  for (let block = 0; block < blocks; block++) {
    for (let at: usize = 0; at < COLUMN; at += 16) {
      sum = f64x2.add(sum, f64x2.mul(v128.load(column + at), v128.load(x + at)));
    }
    x += <usize>features * COLUMN;
    column += COLUMN;
  }
  v128.store(lanes, sum);
}
