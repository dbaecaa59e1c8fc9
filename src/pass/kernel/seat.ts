/**
 * Hosts in this thread. One whose rows nobody needs any more is packed anew: engines reserve gigabytes of addresses for
 * every memory, and fresh memory is slow.
 */
import { UsageError } from "../../errors.ts";
import { createHost, type Host } from "./host.js";
import { kernelModule } from "./module.ts";
import type { Own } from "./ownMaps.ts";

export interface Seat {
  readonly host: Host;
  /** What answers for the curves of the sweep at hand that are the user's own. */
  own: Own;
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
    host: createHost(module, (...tile) => seat.own(...tile)),
    own: () => {},
  };
  return seat;
}

export function retire(seat: Seat): void {
  if (seat.host.memory() <= MOST_IDLE_BYTES) idle.push(seat);
}
