/** What the machine can stream, measured in the very run that is compared with it. */
import { interleave, median, spread } from "./interleave.mjs";
import { streamModule, streamSide } from "./stream.mjs";

/** The reader in WebAssembly; the others are NumPy's. */
const WASM = "WebAssembly";

/**
 * A Python of its own holds the memory to be read, whatever the other one is asked to open.
 *
 * @param {{ openPython: typeof import("./python.mjs").openPython, effort: import("./bench.mjs").Bench["effort"] }} means
 */
export function limitsOf({ openPython, effort }) {
  const module = streamModule();
  const python = openPython();
  const known = new Map();
  const sides = [];

  async function measure(threads, bytes) {
    const wasm = await streamSide(WASM, await module, bytes, threads);
    sides.push(wasm);
    const peer = await python;
    const key = `${threads} ${bytes}`;
    const names = peer === undefined ? [] : (await peer.ask({ do: "stream", key, threads, bytes })).names;
    const others = names.map((name) => peer.side(name, { do: "timeStream", stream: `${key} ${name}` }));
    const readers = [wasm, ...others];
    const taken = await interleave(readers, effort);
    const rates = Object.fromEntries(
      readers.map(({ name }) => [name, spread(taken[name].map((each) => bytes / each / 1e9))]),
    );
    const fastest = readers.reduce((best, one) => (median(taken[one.name]) < median(taken[best.name]) ? one : best));
    return { rates, fastest: fastest.name, side: { name: "limit", run: fastest.run }, bytes };
  }

  return {
    /** How fast so many threads read so many bytes, and the fastest reader as a side to be timed beside others. */
    of(threads, bytes) {
      const key = `${threads} ${bytes}`;
      if (!known.has(key)) known.set(key, measure(threads, bytes));
      return known.get(key);
    },
    async close() {
      for (const side of sides) side.close();
      (await python)?.close();
    },
  };
}
