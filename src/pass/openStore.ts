import type { Design } from "../data/design.ts";
import { kernelModule } from "./kernel/module.ts";
import { threadsHere } from "./kernel/threads.ts";
import { kernelStore } from "./kernel.ts";
import { memoryStore } from "./memory.ts";
import type { Scaling } from "./scaling.ts";
import type { PackOptions, Store } from "./store.ts";
import { workerStore } from "./workers.ts";

/** Packs a design with the fastest backend of this process. @param scaling see `memoryStore` */
export async function openStore(design: Design, scaling: Scaling, options: PackOptions = {}): Promise<Store> {
  if (kernelModule() === undefined) return memoryStore(design, scaling, options);
  const threads = Math.min(options.threads ?? 1, threadsHere());
  return threads > 1 ? workerStore(design, scaling, { ...options, threads }) : kernelStore(design, scaling, options);
}
