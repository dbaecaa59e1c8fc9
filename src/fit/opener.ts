/** Opens stores of rows, and counts what all passes over them read. */
import { openStore } from "../pass/openStore.ts";
import type { Pass } from "../pass/pass.ts";
import type { Open } from "./ground.ts";

export interface Opener {
  readonly open: Open;
  /** Bytes of packed x that were read so far. */
  bytes(): number;
}

export function opener(signal?: AbortSignal): Opener {
  const passes: Pass[] = [];
  const open: Open = async (design, scaling, order) => {
    const store = await openStore(design, scaling, { ...(order && { order }), ...(signal && { signal }) });
    return {
      ...store,
      pass(rows) {
        const pass = store.pass(rows);
        passes.push(pass);
        return pass;
      },
    };
  };
  return { open, bytes: () => passes.reduce((sum, { meter }) => sum + meter.bytes, 0) };
}
