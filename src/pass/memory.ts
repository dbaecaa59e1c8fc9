/** The pass over rows in memory, in TypeScript: the fallback everywhere and the oracle of everything faster. */
import type { Design } from "../data/design.ts";
import { rowsOf } from "../data/split.ts";
import { breathe } from "./breath.ts";
import { BLOCK } from "./maps.ts";
import type { Rows } from "./memory/answering.ts";
import { answering } from "./memory/index.ts";
import type { Answer, Pass, Request } from "./pass.ts";
import { packed, type Scaling } from "./scaling.ts";
import type { PackOptions, Store } from "./store.ts";
import { CHUNK } from "./tree.ts";
import { expectWorking } from "./working.ts";

/**
 * Packs a design for passes over it, in f64 and for this thread, whatever else is asked for.
 *
 * @param design n rows in the data's units
 * @param scaling the centers and scales to pack with: those of the training rows, also for held-out rows
 */
export function memoryStore(design: Design, scaling: Scaling, { order, signal }: PackOptions = {}): Store {
  const chosen = order === undefined ? design : rowsOf(design, order);
  const { n, d, y, weights: omega = new Float64Array(n).fill(1) } = chosen;
  const x = packed(chosen, scaling);
  return {
    pass: (rows = n) => passOver({ n: rows, d, x, y, omega }, signal),
    close: () => {},
  };
}

/** A pass over all rows of a design. */
export function memoryPass(design: Design, scaling: Scaling, signal?: AbortSignal): Pass {
  return memoryStore(design, scaling, signal && { signal }).pass();
}

function passOver(rows: Rows, signal: AbortSignal | undefined): Pass {
  const { n, d, omega } = rows;
  const meter = { sweeps: 0, bytes: 0 };
  return {
    rows: n,
    features: d,
    mass: omega.subarray(0, n).reduce((sum, weight) => sum + weight, 0),
    labels: rows.y.subarray(0, n),
    weights: omega.subarray(0, n),
    meter,
    async sweep<const R extends readonly Request[]>(requests: R) {
      expectWorking(requests, n);
      const answers = requests.map((request) => answering(rows, request));
      meter.sweeps += 1;
      meter.bytes += 8 * n * d;
      for (let chunk = 0; chunk < n; chunk += CHUNK) {
        const end = Math.min(chunk + CHUNK, n);
        for (let from = chunk; from < end; from += BLOCK) {
          const length = Math.min(BLOCK, end - from);
          for (const one of answers) one.block(from, length);
        }
        for (const one of answers) one.endChunk();
        await breathe(signal);
      }
      return answers.map((one) => one.answer()) as { -readonly [K in keyof R]: Answer<R[K]> };
    },
  };
}
