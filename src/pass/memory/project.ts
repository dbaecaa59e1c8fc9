/** z = x·w + offset for the rows `from … from + length` of row-major x, four rows at a time. */
export function project(
  x: Float64Array,
  d: number,
  w: Float64Array,
  offset: number,
  from: number,
  length: number,
  z: Float64Array,
): void {
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    const a = (from + i) * d;
    const b = a + d;
    const c = b + d;
    const e = c + d;
    let za = offset;
    let zb = offset;
    let zc = offset;
    let ze = offset;
    for (let j = 0; j < d; j++) {
      const weight = w[j];
      za += x[a + j] * weight;
      zb += x[b + j] * weight;
      zc += x[c + j] * weight;
      ze += x[e + j] * weight;
    }
    z[i] = za;
    z[i + 1] = zb;
    z[i + 2] = zc;
    z[i + 3] = ze;
  }
  for (; i < length; i++) {
    const a = (from + i) * d;
    let za = offset;
    for (let j = 0; j < d; j++) za += x[a + j] * w[j];
    z[i] = za;
  }
}
