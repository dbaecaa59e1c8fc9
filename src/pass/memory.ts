/** The pass over rows in memory, in TypeScript: the fallback everywhere and the oracle of everything faster. */
import type { Design } from "../data/design.ts";
import { rowsOf } from "../data/split.ts";
import { BLOCK } from "./maps.ts";
import { answering } from "./memory/index.ts";
import type { Pass } from "./pass.ts";
import { passOver } from "./passOver.ts";
import { packed, type Scaling } from "./scaling.ts";
import type { PackOptions, Store } from "./store.ts";

/**
 * Packs a design for passes over it.
 *
 * @param design n rows in the data's units
 * @param scaling the centers and scales to pack with: those of the training rows, also for held-out rows
 */
export function memoryStore(design: Design, scaling: Scaling, { order, signal }: PackOptions = {}): Store {
  const chosen = order === undefined ? design : rowsOf(design, order);
  const { n, d, y, weights: omega = new Float64Array(n).fill(1) } = chosen;
  const x = packed(chosen, scaling);
  return {
    pass(count = n) {
      const rows = { n: count, d, x, y, omega };
      return passOver(rows, BLOCK, (request) => answering(rows, request), signal);
    },
    close: () => {},
  };
}

/** A pass over all rows of a design. */
export function memoryPass(design: Design, scaling: Scaling, signal?: AbortSignal): Pass {
  return memoryStore(design, scaling, signal && { signal }).pass();
}
