/** The pass over rows that workers hold, each a part: the kernel of `kernel.ts` on several threads, and its bits. */
import type { Design } from "../data/design.ts";
import { rowsOf } from "../data/split.ts";
import { Crew } from "./kernel/crew.ts";
import { gather } from "./kernel/gather.ts";
import { kernelModule } from "./kernel/module.ts";
import { ownMaps } from "./kernel/ownMaps.ts";
import { passes } from "./kernel/passes.ts";
import { kernelStore, MOST_BYTES } from "./kernel.ts";
import type { Scaling } from "./scaling.ts";
import type { PackOptions, Store } from "./store.ts";

/**
 * Packs a design, in workers, for passes over it; in this thread where no workers can be started.
 *
 * @param scaling see `memoryStore`
 * @throws WorkError where a worker is lost while it packs; a sweep rejects with one where it is lost later
 */
export async function workerStore(
  design: Design,
  scaling: Scaling,
  options: PackOptions & { readonly threads: number },
): Promise<Store> {
  const { order, signal, threads, storage = "f64" } = options;
  const single = storage === "f32";
  const bytes = single ? 4 : 8;
  const module = kernelModule();
  const chosen = order === undefined ? design : rowsOf(design, order);
  const { n, d, weights } = chosen;
  const fits = ((bytes * d + 16) * n) / threads <= MOST_BYTES;
  const crew =
    module !== undefined && fits
      ? await Crew.open({
          module,
          threads,
          rows: n,
          d,
          single,
          weighted: weights !== undefined,
          ...scaling,
          signal,
        }).catch(() => undefined)
      : undefined;
  signal?.throwIfAborted();
  if (crew === undefined) return kernelStore(design, scaling, options);
  await crew.pack((from, count, x, y, omega) => {
    gather(chosen, from, from + count, x);
    y.set(chosen.y.subarray(from, from + count));
    if (weights !== undefined) omega.set(weights.subarray(from, from + count));
  });
  return {
    pass: passes(chosen, (program, requests, rows) => crew.sweep(program, rows, ownMaps(requests)), bytes),
    close: () => crew.close(),
  };
}
