/** Reads a memory in a thread of its own, or in whoever imports it. */
import { parentPort, workerData } from "node:worker_threads";

/** A memory of so many bytes, touched, and a function that reads it all so many times. */
export function reader(module, bytes) {
  const { memory, read } = new WebAssembly.Instance(module).exports;
  memory.grow(Math.ceil(bytes / 65536) + 2);
  new Float64Array(memory.buffer).fill(1);
  return (times) => {
    for (let i = 0; i < times; i++) read(bytes);
  };
}

if (workerData?.module !== undefined) {
  const read = reader(workerData.module, workerData.bytes);
  parentPort.on("message", (times) => {
    read(times);
    parentPort.postMessage("done", []);
  });
  parentPort.postMessage("ready", []);
}
