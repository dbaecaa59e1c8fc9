/** Packing: rows in the data's units, row after row, become blocks of (x − center) / scale. */
import { blockOf, blockShift, COLUMN, centers, F64, features, scales, single } from "./layout";

/** Packs `count` rows of d numbers each at `raw` as the rows `from …`; `from` is the first of a block. */
export function packRows(raw: usize, from: i32, count: i32): void {
  const rows = 1 << blockShift;
  for (let i = 0; i < count; i += rows) {
    const block = blockOf(from + i);
    const length = min(rows, count - i);
    const first = raw + ((<usize>i * features) << F64);
    if (length < rows) memory.fill(block, 0, <usize>features * COLUMN);
    if (single) packSingle(first, length, block);
    else packBlock(first, length, block);
  }
}

/** Two rows by two columns at a time, turned over in two vectors. */
function packBlock(raw: usize, length: i32, block: usize): void {
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

/** The same in f32, rounded once. */
function packSingle(raw: usize, length: i32, block: usize): void {
  const stride = (<usize>features) << F64;
  for (let row = 0; row < length; row++) {
    for (let j = 0; j < features; j++) {
      store<f32>(block + <usize>j * COLUMN + ((<usize>row) << 2), <f32>packed(raw + <usize>row * stride, j));
    }
  }
}

function packed(row: usize, j: i32): f64 {
  const at = (<usize>j) << F64;
  return (load<f64>(row + at) - load<f64>(centers + at)) / load<f64>(scales + at);
}
