/** A crew of threads, which run cells side by side to the same bits. */
import { Piscina } from "piscina";
import { runCell } from "./cell.ts";
import type { Crew } from "./runStudy.ts";

/** @param size threads; each is started when it is first needed, and ended by `close` whatever it is at */
export function pool(size: number): Crew {
  const threads = new Piscina({
    filename: new URL("./cell.js", import.meta.url).href,
    name: runCell.name,
    minThreads: 0,
    maxThreads: size,
    execArgv: [],
  });
  return {
    size,
    run: (cell, { signal }) => threads.run(cell, { signal: signal ?? null }),
    close: () => threads.destroy(),
  };
}
