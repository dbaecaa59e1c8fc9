/**
 * sum[at + j] += Σ r x_j for j ≥ first, over the rows `from … from + length` of row-major x, four rows at a time.
 * Columns before `first` are left out: a row of an upper triangle.
 */
export function accumulate(
  x: Float64Array,
  d: number,
  r: Float64Array,
  from: number,
  length: number,
  sum: Float64Array,
  at = 0,
  first = 0,
): void {
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    const a = (from + i) * d;
    const b = a + d;
    const c = b + d;
    const e = c + d;
    const ra = r[i];
    const rb = r[i + 1];
    const rc = r[i + 2];
    const re = r[i + 3];
    for (let j = first; j < d; j++) sum[at + j] += ra * x[a + j] + rb * x[b + j] + (rc * x[c + j] + re * x[e + j]);
  }
  for (; i < length; i++) {
    const a = (from + i) * d;
    const ra = r[i];
    for (let j = first; j < d; j++) sum[at + j] += ra * x[a + j];
  }
}
