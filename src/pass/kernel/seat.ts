/**
 * Hosts in this thread. One whose rows nobody needs any more is packed anew: engines reserve gigabytes of addresses for
 * every memory, and fresh memory is slow.
 */
import { UsageError } from "../../errors.ts";
import { BLOCK, type CurveMap } from "../maps.ts";
import { createHost, type Host } from "./host.js";
import { kernelModule } from "./module.ts";

export interface Seat {
  readonly host: Host;
  /** The maps of the requests of the sweep at hand that are the user's own. */
  maps: (CurveMap | undefined)[];
}

/** Larger memories are given back to the engine. */
const MOST_IDLE_BYTES = 2 ** 26;
const idle: Seat[] = [];

export function takeSeat(): Seat {
  const known = idle.pop();
  if (known !== undefined) return known;
  const module = kernelModule();
  if (module === undefined) {
    const would = "use the pass in TypeScript (memoryStore)";
    throw new UsageError({ where: "kernel", what: "this engine has no WebAssembly with SIMD", would });
  }
  const seat: Seat = {
    host: createHost(module, (request, z, m, h) => {
      // As many rows as a map has room for.
      for (let i = 0; i < z.length; i += BLOCK) {
        const end = Math.min(z.length, i + BLOCK);
        seat.maps[request]?.(z.subarray(i, end), m.subarray(i, end), h.subarray(i, end), end - i);
      }
    }),
    maps: [],
  };
  return seat;
}

export function retire(seat: Seat): void {
  if (seat.host.memory() <= MOST_IDLE_BYTES) idle.push(seat);
}
