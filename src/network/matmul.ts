/**
 * The product of two matrices, what a network spends its time on. Both are cut into tiles that fit the caches and packed
 * in the order in which they are read (GotoG2008); 4×4 entries of the product are summed at once in registers.
 *
 * An entry's terms are summed in the order of k whatever the sizes, so that its bits depend on its row and column alone.
 */

/** An n×m matrix in an array: entry (i, j) is at[from + i·rows + j·columns]. */
export interface Matrix {
  readonly at: Float64Array;
  readonly from?: number;
  /** How far apart two rows are. */
  readonly rows: number;
  /** How far apart two columns are. */
  readonly columns: number;
}

/** A row-major matrix of so many columns. */
export const matrix = (at: Float64Array, columns: number, from = 0): Matrix => ({
  at,
  from,
  rows: columns,
  columns: 1,
});

/** The same matrix, rows for columns. */
export const transposed = ({ at, from = 0, rows, columns }: Matrix): Matrix => ({
  at,
  from,
  rows: columns,
  columns: rows,
});

/** Rows, depth and columns of a tile: packed, 64 kB of a and 256 kB of b. */
const ROWS = 64;
const DEPTH = 128;
const COLUMNS = 256;

const packedA = new Float64Array(ROWS * DEPTH);
const packedB = new Float64Array(DEPTH * COLUMNS);

/** c += a b for c: m×n row-major of n columns beginning at `to`, a: m×k, b: k×n. */
export function addProduct(
  c: Float64Array,
  a: Matrix,
  b: Matrix,
  { m, k, n, to = 0 }: { readonly m: number; readonly k: number; readonly n: number; readonly to?: number },
): void {
  for (let column = 0; column < n; column += COLUMNS) {
    const width = Math.min(COLUMNS, n - column);
    for (let depth = 0; depth < k; depth += DEPTH) {
      const deep = Math.min(DEPTH, k - depth);
      pack(packedB, b, depth, column, deep, width, false);
      for (let row = 0; row < m; row += ROWS) {
        const height = Math.min(ROWS, m - row);
        pack(packedA, a, row, depth, height, deep, true);
        addTile(c, to + row * n + column, n, height, width, deep);
      }
    }
  }
}

/**
 * Lays out a tile in strips of four rows (or columns), within a strip by k; what a strip lacks is 0.
 *
 * @param byRows strips of rows of a; otherwise of columns of b
 */
function pack(
  out: Float64Array,
  { at, from = 0, rows, columns }: Matrix,
  row: number,
  column: number,
  height: number,
  width: number,
  byRows: boolean,
): void {
  const begin = from + row * rows + column * columns;
  const [along, across] = byRows ? [columns, rows] : [rows, columns];
  const [deep, breadth] = byRows ? [width, height] : [height, width];
  let next = 0;
  for (let strip = 0; strip < breadth; strip += 4) {
    let read = begin + strip * across;
    if (strip + 4 <= breadth) {
      for (let k = 0; k < deep; k++, read += along, next += 4) {
        out[next] = at[read];
        out[next + 1] = at[read + across];
        out[next + 2] = at[read + 2 * across];
        out[next + 3] = at[read + 3 * across];
      }
    } else {
      for (let k = 0; k < deep; k++, read += along) {
        for (let j = 0; j < 4; j++) out[next++] = strip + j < breadth ? at[read + j * across] : 0;
      }
    }
  }
}

function addTile(c: Float64Array, to: number, stride: number, height: number, width: number, deep: number): void {
  for (let j = 0; j < width; j += 4) {
    for (let i = 0; i < height; i += 4) {
      const at = to + i * stride + j;
      const whole = i + 4 <= height && j + 4 <= width;
      if (whole) addBlock(c, at, stride, i * deep, j * deep, deep);
      else addEdge(c, at, stride, Math.min(4, height - i), Math.min(4, width - j), i * deep, j * deep, deep);
    }
  }
}

/** c[4×4] += Σ_k a[k]b[k]ᵀ, summed from what c holds on. */
function addBlock(c: Float64Array, at: number, stride: number, pa: number, pb: number, deep: number): void {
  const a = packedA;
  const b = packedB;
  const at1 = at + stride;
  const at2 = at1 + stride;
  const at3 = at2 + stride;
  let [c00, c01, c02, c03] = [c[at], c[at + 1], c[at + 2], c[at + 3]];
  let [c10, c11, c12, c13] = [c[at1], c[at1 + 1], c[at1 + 2], c[at1 + 3]];
  let [c20, c21, c22, c23] = [c[at2], c[at2 + 1], c[at2 + 2], c[at2 + 3]];
  let [c30, c31, c32, c33] = [c[at3], c[at3 + 1], c[at3 + 2], c[at3 + 3]];
  const end = pa + 4 * deep;
  while (pa < end) {
    const b0 = b[pb];
    const b1 = b[pb + 1];
    const b2 = b[pb + 2];
    const b3 = b[pb + 3];
    const a0 = a[pa];
    c00 += a0 * b0;
    c01 += a0 * b1;
    c02 += a0 * b2;
    c03 += a0 * b3;
    const a1 = a[pa + 1];
    c10 += a1 * b0;
    c11 += a1 * b1;
    c12 += a1 * b2;
    c13 += a1 * b3;
    const a2 = a[pa + 2];
    c20 += a2 * b0;
    c21 += a2 * b1;
    c22 += a2 * b2;
    c23 += a2 * b3;
    const a3 = a[pa + 3];
    c30 += a3 * b0;
    c31 += a3 * b1;
    c32 += a3 * b2;
    c33 += a3 * b3;
    pa += 4;
    pb += 4;
  }
  c[at] = c00;
  c[at + 1] = c01;
  c[at + 2] = c02;
  c[at + 3] = c03;
  c[at1] = c10;
  c[at1 + 1] = c11;
  c[at1 + 2] = c12;
  c[at1 + 3] = c13;
  c[at2] = c20;
  c[at2 + 1] = c21;
  c[at2 + 2] = c22;
  c[at2 + 3] = c23;
  c[at3] = c30;
  c[at3 + 1] = c31;
  c[at3 + 2] = c32;
  c[at3 + 3] = c33;
}

const edge = new Float64Array(16);

/** The same at the rim, where the block is cut off. */
function addEdge(
  c: Float64Array,
  at: number,
  stride: number,
  height: number,
  width: number,
  pa: number,
  pb: number,
  deep: number,
): void {
  edge.fill(0);
  for (let i = 0; i < height; i++) for (let j = 0; j < width; j++) edge[4 * i + j] = c[at + i * stride + j];
  addBlock(edge, 0, 4, pa, pb, deep);
  for (let i = 0; i < height; i++) for (let j = 0; j < width; j++) c[at + i * stride + j] = edge[4 * i + j];
}
