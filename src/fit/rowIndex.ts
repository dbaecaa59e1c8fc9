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
  for (let i = 0; i < n; i++) {
    const at = rowStart(design, i);
    let sum = 0;
    for (let j = 0; j < d; j++) sum += weights[j] * (x[at + j] - centers[j]);
    z[i] = sum;
  }
  return z;
}

/** The same line divided by the deviation of its index over these rows, so that z has variance 1; and z. */
export function standardized(
  design: DesignRows,
  line: DataLine,
  rowWeights: Float64Array,
): { line: DataLine; z: Float64Array; deviation: number } {
  const raw = rowIndex(design, line);
  let mass = 0;
  let sum = 0;
  for (let i = 0; i < raw.length; i++) {
    mass += rowWeights[i];
    sum += rowWeights[i] * raw[i] * raw[i];
  }
  const root = Math.sqrt(sum / mass);
  const deviation = root > 0 && Number.isFinite(root) ? root : 1;
  const same = { weights: line.weights.map((weight) => weight / deviation), centers: line.centers };
  return { line: same, z: rowIndex(design, same), deviation };
}
