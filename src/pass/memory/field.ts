import { BLOCK, curveMap } from "../maps.ts";
import type { FieldRequest, FieldSums, Threshold } from "../pass.ts";
import { TreeSum } from "../tree.ts";
import { accumulate } from "./accumulate.ts";
import type { Answering, Rows } from "./answering.ts";
import { project } from "./project.ts";

/** Σ r x, Σ r and the loss of one field: project, map, accumulate, block by block. */
export function fieldAnswering({ d, x, y, omega }: Rows, { w, offset, curve, threshold }: FieldRequest): Answering {
  const map = curveMap(curve);
  const label = labeling(threshold);
  const [z, m, h] = [new Float64Array(BLOCK), new Float64Array(BLOCK), new Float64Array(BLOCK)];
  // One vector holds g, then Σr, the loss and the mass, so that one tree sums them all.
  const tree = new TreeSum(d + 3);
  let chunk = new Float64Array(d + 3);
  return {
    block(from, length) {
      project(x, d, w, offset, from, length, z);
      map(z, m, h, length);
      let residual = 0;
      let loss = 0;
      let mass = 0;
      for (let i = 0; i < length; i++) {
        const weight = omega[from + i];
        const error = m[i] - label(y[from + i]);
        const r = weight * error * h[i];
        h[i] = r;
        residual += r;
        loss += weight * error * error;
        mass += weight;
      }
      accumulate(x, d, h, from, length, chunk);
      chunk[d] += residual;
      chunk[d + 1] += loss;
      chunk[d + 2] += mass;
    },
    endChunk() {
      tree.add(chunk);
      chunk = new Float64Array(d + 3);
    },
    answer(): FieldSums {
      const sum = tree.total();
      return { g: sum.slice(0, d), residual: sum[d], loss: sum[d + 1], mass: sum[d + 2] };
    },
  };
}

function labeling(threshold: Threshold | undefined): (y: number) => number {
  if (threshold === undefined) return (y) => y;
  const { sign, above, orEqual } = threshold;
  return orEqual ? (y) => (sign * y >= above ? 1 : 0) : (y) => (sign * y > above ? 1 : 0);
}
