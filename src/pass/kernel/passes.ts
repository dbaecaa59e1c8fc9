import type { Design } from "../../data/design.ts";
import type { Answer, Pass, Request } from "../pass.ts";
import { expectWorking } from "../working.ts";
import { decode, type Found } from "./decode.ts";
import { encode, type Program } from "./encode.ts";

/** What a program finds over the first `rows` rows. */
export type Running = (program: Program, requests: readonly Request[], rows: number) => Promise<Found>;

/**
 * Passes over rows that a kernel holds, wherever it runs: what is asked is encoded, run there, and decoded.
 *
 * @param bytes of a number of x
 */
export function passes({ n, d, y, weights }: Design, run: Running, bytes = 8): (rows?: number) => Pass {
  return (rows = n) => {
    const meter = { sweeps: 0, bytes: 0 };
    return {
      rows,
      features: d,
      mass: weights === undefined ? rows : weights.subarray(0, rows).reduce((mass, weight) => mass + weight, 0),
      labels: y.subarray(0, rows),
      ...(weights && { weights: weights.subarray(0, rows) }),
      meter,
      async sweep<const R extends readonly Request[]>(requests: R) {
        expectWorking(requests, rows);
        const program = encode(requests, d);
        meter.sweeps += 1;
        meter.bytes += bytes * rows * d;
        const found = await run(program, requests, rows);
        return decode(requests, program.places, found, d) as { -readonly [K in keyof R]: Answer<R[K]> };
      },
    };
  };
}
