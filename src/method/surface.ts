/** The mean of labels over one to three indices, by kernel regression on a grid. */
import { exp } from "../math/elementary.ts";

export interface Surface {
  /** m̂ of every row. */
  readonly mean: Float64Array;
  /** ∂_j m̂ of every row, one array an index. */
  readonly slopes: readonly Float64Array[];
}

/** Nodes of the grid an index, and how far it reaches: three indices make 15 625 nodes. */
const [NODES, REACH] = [25, 3.6];
const GAP = (2 * REACH) / (NODES - 1);

/**
 * Σ K(z − z_i) y_i / Σ K(z − z_i) with a Gaussian K of the width given, and its slopes; read off a grid, multilinear between
 * nodes. Rows beyond the grid count at its edge.
 *
 * @param indices one to three arrays of n
 */
export function surfaceOver(
  indices: readonly Float64Array[],
  labels: Float64Array,
  width: number,
  weights?: Float64Array,
): Surface {
  const k = indices.length;
  const size = nodes(k);
  const [mass, sum] = [new Float64Array(size), new Float64Array(size)];
  const rows = labels.length;
  const corners = cornersOf(indices);
  for (let i = 0; i < rows; i++) {
    corners(i, (node, share) => {
      const weight = share * (weights?.[i] ?? 1);
      mass[node] += weight;
      sum[node] += weight * labels[i];
    });
  }
  const [smoothMass, smoothSum] = [blurred(mass, k, width), blurred(sum, k, width)];
  const values = smoothSum.map((value, node) => (smoothMass[node] > 0 ? value / smoothMass[node] : 0));
  const mean = new Float64Array(rows);
  const slopes = indices.map(() => new Float64Array(rows));
  const gradients = indices.map((_, j) => differences(values, nodes(j)));
  for (let i = 0; i < rows; i++) {
    corners(i, (node, share) => {
      mean[i] += share * values[node];
      for (let j = 0; j < k; j++) slopes[j][i] += share * gradients[j][node];
    });
  }
  return { mean, slopes };
}

/** Nodes in k sides: also how far apart neighbors along side k lie. */
function nodes(k: number): number {
  return k === 0 ? 1 : NODES * nodes(k - 1);
}

/** Hands out the 2^k nodes about row i with their multilinear shares. */
function cornersOf(indices: readonly Float64Array[]) {
  const k = indices.length;
  return (i: number, each: (node: number, share: number) => void): void => {
    for (let corner = 0; corner < 1 << k; corner++) {
      let [node, share, stride] = [0, 1, 1];
      for (let j = 0; j < k; j++) {
        const place = (Math.min(Math.max(indices[j][i], -REACH), REACH) + REACH) / GAP;
        const low = Math.min(Math.floor(place), NODES - 2);
        const isHigh = (corner >> j) & 1;
        share *= isHigh ? place - low : 1 - (place - low);
        node += stride * (low + isHigh);
        stride *= NODES;
      }
      if (share > 0) each(node, share);
    }
  };
}

/** Convolved with a Gaussian along each of the k sides. */
function blurred(values: Float64Array, k: number, width: number): Float64Array {
  const kernel = Float64Array.from({ length: NODES }, (_, step) =>
    exp(-0.5 * ((step * GAP) / width) * ((step * GAP) / width)),
  );
  let current = values;
  for (let j = 0; j < k; j++) {
    const stride = nodes(j);
    const next = new Float64Array(current.length);
    for (let node = 0; node < current.length; node++) {
      const at = Math.floor(node / stride) % NODES;
      for (let other = 0; other < NODES; other++) {
        next[node] += kernel[Math.abs(other - at)] * current[node + (other - at) * stride];
      }
    }
    current = next;
  }
  return current;
}

/** Central differences along one side, one-sided at the ends. */
function differences(values: Float64Array, stride: number): Float64Array {
  return values.map((_, node) => {
    const at = Math.floor(node / stride) % NODES;
    const [low, high] = [Math.max(at - 1, 0), Math.min(at + 1, NODES - 1)];
    return (values[node + (high - at) * stride] - values[node + (low - at) * stride]) / ((high - low) * GAP);
  });
}
