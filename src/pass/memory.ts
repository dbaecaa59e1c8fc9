/** The pass over rows in memory, in TypeScript: the fallback everywhere and the oracle of everything faster. */
import type { Design } from "../data/design.ts";
import { breathe } from "./breath.ts";
import { BLOCK } from "./maps.ts";
import type { Rows } from "./memory/answering.ts";
import { answering } from "./memory/index.ts";
import type { Answer, Pass, Request } from "./pass.ts";
import { packed, type Scaling } from "./scaling.ts";
import { CHUNK } from "./tree.ts";

/**
 * Packs a design and sweeps over it.
 *
 * @param design n rows in the data's units
 * @param scaling the centers and scales to pack with: those of the training rows, also for held-out rows
 * @param signal aborts between sweeps and, in long ones, within: the sweep then rejects with the signal's reason
 */
export function memoryPass(design: Design, scaling: Scaling, signal?: AbortSignal): Pass {
  const { n, d, y } = design;
  const rows: Rows = { n, d, x: packed(design, scaling), y, omega: design.weights ?? new Float64Array(n).fill(1) };
  const meter = { sweeps: 0, bytes: 0 };
  return {
    rows: n,
    features: d,
    mass: rows.omega.reduce((sum, weight) => sum + weight, 0),
    meter,
    async sweep<const R extends readonly Request[]>(requests: R) {
      const working = requests.map((request) => answering(rows, request));
      meter.sweeps += 1;
      meter.bytes += rows.x.byteLength;
      for (let chunk = 0; chunk < n; chunk += CHUNK) {
        const end = Math.min(chunk + CHUNK, n);
        for (let from = chunk; from < end; from += BLOCK) {
          const length = Math.min(BLOCK, end - from);
          for (const one of working) one.block(from, length);
        }
        for (const one of working) one.endChunk();
        await breathe(signal);
      }
      return working.map((one) => one.answer()) as { -readonly [K in keyof R]: Answer<R[K]> };
    },
  };
}
