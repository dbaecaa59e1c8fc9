/** The pass over rows in the memory of a WebAssembly kernel: sums over x are the kernel's, maps are TypeScript's. */
import type { Design } from "../data/design.ts";
import { rowsOf } from "../data/split.ts";
import { answering } from "./kernel/index.ts";
import { Kernel, tileOf } from "./kernel/kernel.ts";
import { passOver } from "./passOver.ts";
import type { Scaling } from "./scaling.ts";
import type { PackOptions, Store } from "./store.ts";

/**
 * Kernels whose rows nobody needs any more, to be packed anew: engines reserve gigabytes of addresses for every memory,
 * and fresh memory is slow.
 */
const idle: Kernel[] = [];
/** Larger memories are given back to the engine. */
const MOST_IDLE_BYTES = 2 ** 26;

/** Retires the kernels of stores that nobody closed. */
const forgotten = new FinalizationRegistry<Kernel>(retire);

function retire(kernel: Kernel): void {
  if (kernel.bytes <= MOST_IDLE_BYTES) idle.push(kernel);
}

/** Packs a design for passes over it. @param scaling see `memoryStore` */
export function kernelStore(design: Design, scaling: Scaling, { order, signal }: PackOptions = {}): Store {
  const chosen = order === undefined ? design : rowsOf(design, order);
  const { n, d, weights: omega = new Float64Array(n).fill(1) } = chosen;
  // What the store and its passes hold in common: with the last of them the kernel is forgotten.
  const lease = { kernel: idle.pop() ?? new Kernel() };
  lease.kernel.pack(chosen, scaling);
  forgotten.register(lease, lease.kernel, lease);
  return {
    pass(count = n) {
      const rows = { kernel: lease.kernel, n: count, d };
      const pass = passOver({ ...rows, omega }, tileOf(d), (request) => answering(rows, request), signal);
      return {
        ...pass,
        async sweep(requests) {
          lease.kernel.enter();
          try {
            return await pass.sweep(requests);
          } finally {
            lease.kernel.leave();
          }
        },
      };
    },
    close() {
      if (forgotten.unregister(lease)) retire(lease.kernel);
    },
  };
}
