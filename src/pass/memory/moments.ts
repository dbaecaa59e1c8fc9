import { BLOCK, curveMap } from "../maps.ts";
import type { MomentsRequest, MomentsSums } from "../pass.ts";
import { TreeSum } from "../tree.ts";
import { accumulate } from "./accumulate.ts";
import type { Answering, Rows } from "./answering.ts";
import { project } from "./project.ts";

/** Σ v, Σ v x and Σ v x xᵀ with v = ω h(z)², or v = ω where nothing weighs; of the last the diagonal alone on request. */
export function momentsAnswering({ d, x, omega }: Rows, { weighing, diagonal = false }: MomentsRequest): Answering {
  const weigh = weights(weighing, x, d);
  const [v, column] = [new Float64Array(BLOCK), new Float64Array(BLOCK)];
  const size = 1 + d + (diagonal ? d : d * d);
  const tree = new TreeSum(size);
  let chunk = new Float64Array(size);
  return {
    block(from, length) {
      weigh(from, length, v);
      for (let i = 0; i < length; i++) {
        v[i] *= omega[from + i];
        chunk[0] += v[i];
      }
      for (let j = 0; j < d; j++) {
        for (let i = 0; i < length; i++) column[i] = v[i] * x[(from + i) * d + j];
        let sum = 0;
        for (let i = 0; i < length; i++) sum += column[i];
        chunk[1 + j] += sum;
        if (diagonal) for (let i = 0; i < length; i++) chunk[1 + d + j] += column[i] * x[(from + i) * d + j];
        else accumulate(x, d, column, from, length, chunk, 1 + d + j * d, j);
      }
    },
    endChunk() {
      tree.add(chunk);
      chunk = new Float64Array(size);
    },
    answer(): MomentsSums {
      const sum = tree.total();
      const xx = sum.slice(1 + d);
      if (!diagonal) for (let j = 0; j < d; j++) for (let k = 0; k < j; k++) xx[j * d + k] = xx[k * d + j];
      return { mass: sum[0], x: sum.slice(1, 1 + d), xx };
    },
  };
}

function weights(
  weighing: MomentsRequest["weighing"],
  x: Float64Array,
  d: number,
): (from: number, length: number, v: Float64Array) => void {
  if (weighing === undefined) return (_from, length, v) => void v.fill(1, 0, length);
  const map = curveMap(weighing.curve);
  const [z, m] = [new Float64Array(BLOCK), new Float64Array(BLOCK)];
  return (from, length, v) => {
    project(x, d, weighing.w, weighing.offset, from, length, z);
    map(z, m, v, length);
    for (let i = 0; i < length; i++) v[i] *= v[i];
  };
}
