import { type DesignRows, rowStart } from "../data/design.ts";

/** The index of rows in the data's units: z = Σ weights·(x − centers). */
export interface DataLine {
  readonly weights: Float64Array;
  readonly centers: Float64Array;
}

/** z of rows, in the order the sum is written; differences first, so that columns around 10⁶ keep their digits. */
export function rowIndex(design: DesignRows, { weights, centers }: DataLine): Float64Array {
  const { n, x } = design;
  const d = weights.length;
  const z = new Float64Array(n);
  let i = 0;
  // Four rows at a time, which do not wait for each other.
  for (; i + 4 <= n; i += 4) {
    const a = rowStart(design, i);
    const b = rowStart(design, i + 1);
    const c = rowStart(design, i + 2);
    const e = rowStart(design, i + 3);
    let za = 0;
    let zb = 0;
    let zc = 0;
    let ze = 0;
    for (let j = 0; j < d; j++) {
      const weight = weights[j];
      const center = centers[j];
      za += weight * (x[a + j] - center);
      zb += weight * (x[b + j] - center);
      zc += weight * (x[c + j] - center);
      ze += weight * (x[e + j] - center);
    }
    z[i] = za;
    z[i + 1] = zb;
    z[i + 2] = zc;
    z[i + 3] = ze;
  }
  for (; i < n; i++) {
    const at = rowStart(design, i);
    for (let j = 0; j < d; j++) z[i] += weights[j] * (x[at + j] - centers[j]);
  }
  return z;
}

/** The same line divided by the deviation of its index over these rows, so that z has variance 1; and z. */
export function standardized(
  design: DesignRows,
  line: DataLine,
  rowWeights?: Float64Array,
): { line: DataLine; z: Float64Array; deviation: number } {
  const z = rowIndex(design, line);
  let mass = 0;
  let sum = 0;
  for (let i = 0; i < z.length; i++) {
    const weight = rowWeights === undefined ? 1 : rowWeights[i];
    mass += weight;
    sum += weight * z[i] * z[i];
  }
  const root = Math.sqrt(sum / mass);
  const deviation = root > 0 && Number.isFinite(root) ? root : 1;
  for (let i = 0; i < z.length; i++) z[i] /= deviation;
  return { line: { weights: line.weights.map((weight) => weight / deviation), centers: line.centers }, z, deviation };
}
