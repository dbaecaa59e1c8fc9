/** Packing: rows in the data's units, row after row, become blocks of (x − center) / scale. */
import { aligned, blockBytes, blockOf, blockShift, COLUMN, centers, F64, features, scales, single } from "./layout";
import { narrowBlocks } from "./narrow";

/** Rows that `packBlock` packs. */
const ROWS = 16;

/** Packs `count` rows of d numbers each at `raw` as the rows `from …`; `from` is the first of a block. */
export function packRows(raw: usize, from: i32, count: i32): void {
  // Two blocks of f64, of which one of f32 is made.
  const room = aligned(raw + ((<usize>count * features) << F64));
  const half = ((<usize>features) << F64) * ROWS;
  for (let i = 0; i < count; i += 1 << blockShift) {
    const block = blockOf(from + i);
    if (single) {
      packBlock(raw, min(ROWS, count - i), room);
      packBlock(raw + half, max(0, min(ROWS, count - i - ROWS)), room + blockBytes());
      narrowBlocks(room, features, block);
    } else packBlock(raw, min(ROWS, count - i), block);
    raw += half << (blockShift - 4);
  }
}

/** Two rows by two columns at a time, turned over in two vectors. */
function packBlock(raw: usize, length: i32, block: usize): void {
  if (length < ROWS) memory.fill(block, 0, blockBytes());
  const stride = (<usize>features) << F64;
  const pairs = features >> 1;
  let i = 0;
  for (; i + 2 <= length; i += 2) {
    let above = raw + <usize>i * stride;
    let to = block + ((<usize>i) << F64);
    let at: usize = 0;
    for (let pair = 0; pair < pairs; pair++) {
      const c = v128.load(centers + at);
      const s = v128.load(scales + at);
      const a = f64x2.div(f64x2.sub(v128.load(above), c), s);
      const b = f64x2.div(f64x2.sub(v128.load(above + stride), c), s);
      v128.store(to, v128.shuffle<f64>(a, b, 0, 2));
      v128.store(to, v128.shuffle<f64>(a, b, 1, 3), COLUMN);
      above += 16;
      to += 2 * COLUMN;
      at += 16;
    }
  }
  const even = i;
  for (let row = 0; row < length; row++) {
    for (let j = row < even ? pairs << 1 : 0; j < features; j++) {
      store<f64>(block + <usize>j * COLUMN + ((<usize>row) << F64), packed(raw + <usize>row * stride, j));
    }
  }
}

function packed(row: usize, j: i32): f64 {
  const at = (<usize>j) << F64;
  return (load<f64>(row + at) - load<f64>(centers + at)) / load<f64>(scales + at);
}
