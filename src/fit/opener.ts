/** Opens stores of rows, counts what all passes over them read, and closes them. */
import { openStore } from "../pass/openStore.ts";
import type { Pass } from "../pass/pass.ts";
import type { Store } from "../pass/store.ts";
import type { Open } from "./ground.ts";
import type { FitOptions } from "./options.ts";

export interface Opener {
  readonly open: Open;
  /** Bytes of packed x that were read so far. */
  bytes(): number;
  /** Closes all stores so far; passes over them must not be swept any more. */
  close(): void;
}

/** Below so many bytes of x a sweep is over before threads are awake. */
const WORTH_THREADS = 2 ** 24;

export function opener({
  signal,
  threads = 1,
  storage = "f64",
}: Pick<FitOptions, "signal" | "threads" | "storage"> = {}): Opener {
  const passes: Pass[] = [];
  const stores: Store[] = [];
  const open: Open = async (design, scaling, order) => {
    const isLarge = 8 * design.n * design.d >= WORTH_THREADS;
    const options = { storage, ...(order && { order }), ...(signal && { signal }), ...(isLarge && { threads }) };
    const store = await openStore(design, scaling, options);
    stores.push(store);
    return {
      ...store,
      pass(rows) {
        const pass = store.pass(rows);
        passes.push(pass);
        return pass;
      },
    };
  };
  return {
    open,
    bytes: () => passes.reduce((sum, { meter }) => sum + meter.bytes, 0),
    close() {
      for (const store of stores.splice(0)) store.close();
    },
  };
}
