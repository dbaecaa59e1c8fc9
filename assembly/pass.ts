/** The pass over packed rows: what the host calls (src/pass/kernel/host.js). */
import {
  aligned,
  blockBytes,
  centers as centersAt,
  free,
  labels as labelsAt,
  omegas as omegasAt,
  reserve,
  scales as scalesAt,
} from "./layout";

export { layOut } from "./layout";
export { runMap } from "./map";
export { packRows } from "./pack";
export { begin, index, program, sweep, working } from "./sweep";
export { nodes, nodesEnd } from "./tree";

export function centers(): usize {
  return centersAt;
}
export function scales(): usize {
  return scalesAt;
}
export function labels(): usize {
  return labelsAt;
}
export function omegas(): usize {
  return omegasAt;
}

/** Where the host puts rows to pack, so many bytes of them; there is room for two blocks after them. */
export function staging(bytes: i32): usize {
  const at = aligned(free);
  reserve(aligned(at + <usize>bytes) + 2 * blockBytes());
  return at;
}
