import type { Design } from "../data/design.ts";
import { kernelModule } from "./kernel/module.ts";
import { threadsHere } from "./kernel/threads.ts";
import { kernelStore } from "./kernel.ts";
import { memoryStore } from "./memory.ts";
import type { Scaling } from "./scaling.ts";
import type { PackOptions, Store } from "./store.ts";
import { workerStore } from "./workers.ts";

/**
 * Packs a design for the fastest backend of this process: the kernel, in workers where threads are asked for, or plain
 * TypeScript where there is no WebAssembly with SIMD.
 *
 * @param scaling the centers and scales to pack with: those of the training rows, also for held-out rows
 * @throws WorkError where a worker is lost; the signal's reason
 *
 * @example
 * import { openStore, scalingOf } from "plumbline-fit";
 *
 * const names = ["x"];
 * const design = { n: 2, d: 1, x: Float64Array.of(-2, 2), y: Float64Array.of(0, 1), names, weightsKind: "frequency" as const, binary: true };
 * const store = await openStore(design, scalingOf(design));
 * const [{ x }] = await store.pass().sweep([{ kind: "profile", w: Float64Array.of(1), offset: 0, edges: Float64Array.of(0), columns: true }]);
 * console.log(x.join()); // → -1,1
 * store.close();
 */
export async function openStore(design: Design, scaling: Scaling, options: PackOptions = {}): Promise<Store> {
  if (kernelModule() === undefined) return memoryStore(design, scaling, options);
  const threads = Math.min(options.threads ?? 1, threadsHere());
  return threads > 1 ? workerStore(design, scaling, { ...options, threads }) : kernelStore(design, scaling, options);
}
