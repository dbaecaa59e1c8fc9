import type { Design } from "../data/design.ts";
import { runsKernel } from "./kernel/kernel.ts";
import { kernelStore } from "./kernel.ts";
import { memoryStore } from "./memory.ts";
import type { Scaling } from "./scaling.ts";
import type { PackOptions, Store } from "./store.ts";

/** A kernel's memory ends at 4 GiB; beyond this, what sweeps need would find no room. */
const MOST_BYTES = 3.5 * 2 ** 30;

/** Packs a design with the fastest backend of this process that can hold it. @param scaling see `memoryStore` */
export function openStore(design: Design, scaling: Scaling, options: PackOptions = {}): Store {
  const rows = options.order?.length ?? design.n;
  const fits = 8 * rows * (design.d + 2) < MOST_BYTES;
  return (fits && runsKernel() ? kernelStore : memoryStore)(design, scaling, options);
}
