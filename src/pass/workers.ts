/** The pass over rows that workers hold, each a part: the kernel of `kernel.ts` on several threads, and its bits. */
import type { Design } from "../data/design.ts";
import { rowsOf } from "../data/split.ts";
import { UsageError } from "../errors.ts";
import { Crew } from "./kernel/crew.ts";
import { gather } from "./kernel/gather.ts";
import { kernelModule } from "./kernel/module.ts";
import { ownMaps } from "./kernel/ownMaps.ts";
import { passes } from "./kernel/passes.ts";
import type { Scaling } from "./scaling.ts";
import type { PackOptions, Store } from "./store.ts";

/**
 * Packs a design, in workers, for passes over it.
 *
 * @param scaling see `memoryStore`
 * @throws WorkError where no workers can be started, or one is lost; later sweeps reject if one is lost then
 */
export async function workerStore(
  design: Design,
  scaling: Scaling,
  { order, signal, threads = 1 }: PackOptions = {},
): Promise<Store> {
  const module = kernelModule();
  if (module === undefined) {
    const would = "use the pass in TypeScript (memoryStore)";
    throw new UsageError({ where: "threads", what: "this engine has no WebAssembly with SIMD", would });
  }
  const chosen = order === undefined ? design : rowsOf(design, order);
  const { n, d } = chosen;
  const crew = await Crew.open({ module, threads, rows: n, d, single: false, ...scaling, signal });
  await crew.pack((from, count, x, y, omega) => {
    gather(chosen, from, from + count, x);
    y.set(chosen.y.subarray(from, from + count));
    if (chosen.weights === undefined) omega.fill(1);
    else omega.set(chosen.weights.subarray(from, from + count));
  });
  return {
    pass: passes(chosen, (program, requests, rows) => crew.sweep(program, rows, ownMaps(requests))),
    close: () => crew.close(),
  };
}
