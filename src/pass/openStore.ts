import type { Design } from "../data/design.ts";
import { kernelModule } from "./kernel/module.ts";
import { kernelStore } from "./kernel.ts";
import { memoryStore } from "./memory.ts";
import type { Scaling } from "./scaling.ts";
import type { PackOptions, Store } from "./store.ts";

/** Packs a design with the fastest backend of this process. @param scaling see `memoryStore` */
export function openStore(design: Design, scaling: Scaling, options: PackOptions = {}): Store {
  return (kernelModule() === undefined ? memoryStore : kernelStore)(design, scaling, options);
}
