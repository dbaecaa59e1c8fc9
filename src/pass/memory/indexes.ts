import type { IndexRequest } from "../pass.ts";
import type { Answering, Rows } from "./answering.ts";
import { project } from "./project.ts";

/** z of every row. */
export function indexAnswering({ n, d, x }: Rows, { w, offset }: IndexRequest): Answering {
  const z = new Float64Array(n);
  return {
    block(from, length) {
      project(x, d, w, offset, from, length, z.subarray(from));
    },
    endChunk() {},
    answer: () => z,
  };
}
