import { BLOCK, binOf } from "../maps.ts";
import type { ProfileRequest, ProfileSums } from "../pass.ts";
import { TreeSum } from "../tree.ts";
import type { Answering, Rows } from "./answering.ts";
import { project } from "./project.ts";

/** Σ1, Σz, Σy, Σy² and, if asked, Σx and Σyx in bins of z. */
export function profileAnswering({ d, x, y, omega }: Rows, { w, offset, edges, columns }: ProfileRequest): Answering {
  const bins = edges.length + 1;
  const wide = columns ? bins * d : 0;
  const size = 4 * bins + 2 * wide;
  const z = new Float64Array(BLOCK);
  const tree = new TreeSum(size);
  let chunk = new Float64Array(size);
  return {
    block(from, length) {
      project(x, d, w, offset, from, length, z);
      for (let i = 0; i < length; i++) {
        const row = from + i;
        const bin = binOf(edges, z[i]);
        const weight = omega[row];
        const label = y[row];
        const weighed = weight * label;
        chunk[bin] += weight;
        chunk[bins + bin] += weight * z[i];
        chunk[2 * bins + bin] += weighed;
        chunk[3 * bins + bin] += weighed * label;
        if (!columns) continue;
        const here = row * d;
        const sumX = 4 * bins + bin * d;
        const sumYx = sumX + wide;
        for (let j = 0; j < d; j++) {
          const value = x[here + j];
          chunk[sumX + j] += weight * value;
          chunk[sumYx + j] += weighed * value;
        }
      }
    },
    endChunk() {
      tree.add(chunk);
      chunk = new Float64Array(size);
    },
    answer(): ProfileSums {
      const sum = tree.total();
      const part = (from: number, length: number) => sum.slice(from, from + length);
      return {
        mass: part(0, bins),
        z: part(bins, bins),
        y: part(2 * bins, bins),
        yy: part(3 * bins, bins),
        x: part(4 * bins, wide),
        yx: part(4 * bins + wide, wide),
      };
    },
  };
}
