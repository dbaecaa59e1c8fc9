/** The streaming limit: how fast this machine reads memory when nothing is worked out on the way. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import asc from "assemblyscript/asc";
import { reader } from "./streamReader.mjs";

/** Eight v128 a step, in eight sums that do not wait for each other; `or` costs the least of what cannot be left out. */
const SOURCE = `
export function read(bytes: usize): i32 {
  let a = i64x2.splat(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
  for (let at: usize = 65536; at < 65536 + bytes; at += 128) {
    a = v128.or(a, v128.load(at));
    b = v128.or(b, v128.load(at, 16));
    c = v128.or(c, v128.load(at, 32));
    d = v128.or(d, v128.load(at, 48));
    e = v128.or(e, v128.load(at, 64));
    f = v128.or(f, v128.load(at, 80));
    g = v128.or(g, v128.load(at, 96));
    h = v128.or(h, v128.load(at, 112));
  }
  a = v128.or(v128.or(v128.or(a, b), v128.or(c, d)), v128.or(v128.or(e, f), v128.or(g, h)));
  return i32(v128.any_true(a));
}`;

/** The program above, compiled. */
export async function streamModule() {
  const { binary, error, stderr } = await asc.compileString(SOURCE, {
    optimizeLevel: 3,
    runtime: "stub",
    enable: ["simd"],
    use: ["abort="],
  });
  if (error) throw new Error(`${error.message}\n${stderr}`);
  return new WebAssembly.Module(binary);
}

/**
 * Reads `bytes` in WebAssembly, every thread its own part of them.
 *
 * @returns {Promise<import("./interleave.mjs").Side & { close(): void }>}
 */
export async function streamSide(name, module, bytes, threads) {
  const each = Math.floor(bytes / threads / 128) * 128;
  const own = reader(module, each);
  const workers = Array.from(
    { length: threads - 1 },
    () => new Worker(new URL("streamReader.mjs", import.meta.url), { workerData: { module, bytes: each } }),
  );
  // Rejects when a worker fails, too, and takes its listener for that away again.
  const done = async (worker) => void (await once(worker, "message"));
  await Promise.all(workers.map(done));
  return {
    name,
    run: async (times) => {
      const start = performance.now();
      const others = workers.map(done);
      for (const worker of workers) worker.postMessage(times, []);
      own(times);
      await Promise.all(others);
      return (performance.now() - start) / 1000;
    },
    close: () => {
      for (const worker of workers) void worker.terminate();
    },
  };
}
