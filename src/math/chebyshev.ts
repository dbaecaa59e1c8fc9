/** Chebyshev series on [−1, 1]: f(v) = Σ c_k T_k(v), T_k(cos θ) = cos kθ. */

/** Of f at the zeros of T_n: Σ c_k T_k with n terms goes through all of them. n is a power of 2. */
export function chebyshevCoefficients(f: (v: number) => number, n: number): Float64Array {
  const cosine = cosines(n);
  const values = Float64Array.from({ length: n }, (_, i) => f(cosine[2 * i + 1]));
  return Float64Array.from({ length: n }, (_, k) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[i] * cosine[(k * (2 * i + 1)) & (4 * n - 1)];
    return ((k === 0 ? 1 : 2) * sum) / n;
  });
}

/**
 * The coefficients of f up to the last that matters beside the rounding of their sum: of as many zeros as it takes for
 * an eighth of them to be left over, at most 1024.
 */
export function chebyshevSeries(f: (v: number) => number): Float64Array {
  for (let n = 64; ; n *= 2) {
    const coefficients = chebyshevCoefficients(f, n);
    const negligible = (Number.EPSILON / 2) * coefficients.reduce((sum, c) => sum + Math.abs(c), 0);
    const count = coefficients.findLastIndex((c) => Math.abs(c) > negligible) + 1;
    if (8 * count <= 7 * n || n === 1024) return coefficients.subarray(0, count);
  }
}

/** Σ c_k T_k(v) by Clenshaw's recurrence. */
export function chebyshevSum(coefficients: Float64Array, v: number): number {
  let [next, afterNext] = [0, 0];
  for (let k = coefficients.length - 1; k >= 1; k--) {
    [next, afterNext] = [coefficients[k] - afterNext + 2 * v * next, next];
  }
  return coefficients[0] - afterNext + v * next;
}

const known = new Map<number, Float64Array>();

/** cos(jπ/2n) for j < 4n: every angle is put together from π, π/2, π/4, …, one rotation each. */
function cosines(n: number): Float64Array {
  const made = known.get(n);
  if (made !== undefined) return made;
  const rotations: { readonly bit: number; readonly cos: number; readonly sin: number }[] = [];
  let [cos, sin] = [-1, 0];
  for (let bit = 2 * n; bit >= 1; bit /= 2) {
    rotations.push({ bit, cos, sin });
    const half = bit === 2 * n ? 0 : Math.sqrt((1 + cos) / 2);
    [cos, sin] = [half, bit === 2 * n ? 1 : sin / (2 * half)];
  }
  const table = Float64Array.from({ length: 4 * n }, (_, j) => {
    let [x, y] = [1, 0];
    for (const { bit, cos: c, sin: s } of rotations) if ((j & bit) !== 0) [x, y] = [x * c - y * s, x * s + y * c];
    return x;
  });
  known.set(n, table);
  return table;
}
