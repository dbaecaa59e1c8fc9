/**
 * A worker that is lost on the way: `workerData` says before which call of its kernel, and how. Tests start it in place
 * of src/pass/kernel/worker.js, which it goes on to be.
 */
import { workerData } from "node:worker_threads";

const { before, how } = workerData;

/** (module (func (export "trap") unreachable)) */
const TRAP = "AGFzbQEAAAABBAFgAAADAgEABwgBBHRyYXAAAAoFAQMAAAs=";

const ends = {
  exit: () => process.exit(7),
  error: () => {
    throw new Error("out of luck");
  },
  trap: () => new Instance(new WebAssembly.Module(Buffer.from(TRAP, "base64"))).exports.trap(),
  memory: () => {
    const held = [];
    for (;;) held.push(Array.from({ length: 1e5 }, (_, i) => ({ i })));
  },
};

const { Instance } = WebAssembly;
WebAssembly.Instance = function Doomed(module, imports) {
  return { exports: { ...new Instance(module, imports).exports, [before]: ends[how] } };
};

await import("../../src/pass/kernel/worker.js");
