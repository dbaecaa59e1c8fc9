/** Row numbers, and what stands at them. */

/** 0, 1, …, n − 1. */
export function allRows(n: number): Int32Array {
  const rows = new Int32Array(n);
  for (let i = 0; i < n; i++) rows[i] = i;
  return rows;
}

/** values[rows[0]], values[rows[1]], … . */
export function gathered<T extends Float64Array | Int32Array>(values: T, rows: Int32Array): T {
  const length = rows.length;
  const out = (values instanceof Float64Array ? new Float64Array(length) : new Int32Array(length)) as T;
  for (let i = 0; i < length; i++) out[i] = values[rows[i]];
  return out;
}
