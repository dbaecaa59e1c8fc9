/** The sweep of a backend in this process: block by block, chunk by chunk, every request answered on the way. */
import { breathe } from "./breath.ts";
import type { Answering, Rows } from "./memory/answering.ts";
import type { Answer, Pass, Request } from "./pass.ts";
import { CHUNK } from "./tree.ts";

/**
 * @param block so many rows at a time at most, a divisor of a chunk's
 * @param answering begins the answer to a request; called for all requests of a sweep before the first block
 */
export function passOver(
  { n, d, omega }: Pick<Rows, "n" | "d" | "omega">,
  block: number,
  answering: (request: Request) => Answering,
  signal: AbortSignal | undefined,
): Pass {
  const meter = { sweeps: 0, bytes: 0 };
  return {
    rows: n,
    features: d,
    mass: omega.subarray(0, n).reduce((sum, weight) => sum + weight, 0),
    meter,
    async sweep<const R extends readonly Request[]>(requests: R) {
      const working = requests.map(answering);
      meter.sweeps += 1;
      meter.bytes += 8 * n * d;
      for (let chunk = 0; chunk < n; chunk += CHUNK) {
        const end = Math.min(chunk + CHUNK, n);
        for (let from = chunk; from < end; from += block) {
          const length = Math.min(block, end - from);
          for (const one of working) one.block(from, length);
        }
        for (const one of working) one.endChunk();
        await breathe(signal);
      }
      return working.map((one) => one.answer()) as { -readonly [K in keyof R]: Answer<R[K]> };
    },
  };
}
